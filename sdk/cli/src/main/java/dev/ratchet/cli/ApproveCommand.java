/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.ledger.Actor;
import dev.ratchet.promotion.record.Approvals;
import dev.ratchet.promotion.record.KeptApproval;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code ratchet approve}: somebody agrees that a version may be promoted. */
@Command(
        name = "approve",
        description = {
            "Agree that a version may be promoted, or list who did. The approval is kept as a tag of the version, and is for"
                    + " the package that it has now.",
            "Unsigned it is a claim: anyone who may write to the registry can make it, because neither MLflow nor the local"
                    + " store tells who has set a tag. Signed it counts as signed for whoever trusts the key (--trust)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet approve churn 7 --comment \"looked at the slices\"",
            "  ratchet approve churn 7 --actor ann --sign-key ann.pem",
            "  ratchet approve churn 7 --list --trust ann=ann.pub"
        })
final class ApproveCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "The registered model.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The number of the version.")
    private int version;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who approves. Default: GITHUB_ACTOR, GITLAB_USER_LOGIN or the user of this machine.")
    private @Nullable String name;

    @Option(names = "--comment", paramLabel = "TEXT", description = "What to keep with it.")
    private String comment = "";

    @Mixin
    private TrustOptions.Signing signing = new TrustOptions.Signing();

    @Option(names = "--list", description = "Approve nothing; show the approvals of the version.")
    private boolean list;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    ApproveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (list && (name != null || signing.file() != null || !comment.isEmpty())) {
            throw options.usage("--list approves nothing, so --actor, --comment and --sign-key do not go with it");
        }
        try (RunSource source = RunSource.open(options, context)) {
            Approvals approvals = Keys.trusting(Approvals.of(source.stores()).by(context.clock()), trust);
            if (list) {
                show(approvals.all(model, version));
            } else {
                approve(approvals);
            }
        }
        return Cli.DONE;
    }

    private void approve(Approvals approvals) {
        Actor actor = ActorOptions.actor(name, context.environment());
        KeptApproval made =
                approvals.approve(model, version, actor, comment, Keys.signing(signing.file(), context.environment()));
        if (options.json()) {
            context.json(json(made));
        } else {
            context.out()
                    .println("Version " + version + " of '" + model + "' is approved by "
                            + Texts.printable(made.approval().person()) + " ("
                            + made.approval().identity().text() + ").");
        }
    }

    private void show(List<KeptApproval> all) {
        if (options.json()) {
            context.json(
                    Map.of("approvals", all.stream().map(ApproveCommand::json).toList()));
            return;
        }
        if (all.isEmpty()) {
            context.out().println("Nobody has approved version " + version + " of '" + model + "'.");
        }
        for (KeptApproval kept : all) {
            context.out()
                    .println(Texts.printable(Texts.time(kept.approval().at().toEpochMilli(), context.zone()) + "  "
                            + kept.approval().person() + " ("
                            + kept.approval().identity().text() + ")"
                            + (kept.comment().isEmpty() ? "" : ": " + kept.comment())
                            + kept.problem()
                                    .map(problem -> "  DOES NOT COUNT: " + problem)
                                    .orElse("")));
        }
    }

    private static Map<String, @Nullable Object> json(KeptApproval kept) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", kept.id());
        json.put("person", kept.approval().person());
        json.put("identity", kept.approval().identity().text());
        json.put("at", kept.approval().at().toString());
        json.put("comment", kept.comment());
        json.put("counts", kept.counts());
        json.put("problem", kept.problem().orElse(null));
        return json;
    }
}
