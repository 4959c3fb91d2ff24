/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.promotion.PromotionPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code ratchet policy check}: whether a policy can be read, and what it means. */
@Command(
        name = "check",
        description = {
            "Read a policy and say in words what it demands. Exit code 1, with the line, when it is not valid."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ratchet policy check promotion.yaml", "  ratchet policy check promotion.yaml --json"})
final class PolicyCheckCommand implements Callable<Integer> {

    private static final int SHORT_DIGEST = 12;

    private final CliContext context;

    @Mixin
    private PlainOptions options = new PlainOptions();

    @Parameters(paramLabel = "FILE", description = "The policy, as YAML or JSON.")
    private @Nullable Path file;

    PolicyCheckCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PromotionPolicy policy = PromotionPolicy.load(Objects.requireNonNull(file));
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("valid", true);
            json.put("digest", policy.digest());
            json.put("rules", policy.inWords());
            json.put("columns", policy.columns());
            json.put("policy", policy.toJsonValue());
            context.json(json);
        } else {
            context.out()
                    .println("Valid: " + file + ", digest " + policy.digest().substring(0, SHORT_DIGEST));
            policy.inWords().forEach(words -> context.out().println("  " + Texts.printable(words)));
        }
        return Cli.DONE;
    }
}
