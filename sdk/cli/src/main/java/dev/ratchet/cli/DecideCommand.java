/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code ratchet decide}: a policy's verdict on two files of predictions. */
@Command(
        name = "decide",
        description = {
            "Decide by a policy between two models of which only the predictions are known. Needs no registry and moves"
                    + " nothing; how often the test rows were used is not counted.",
            "Rows are brought together by --key; without it the files must have the same rows in the same order. Columns"
                    + " that the policy needs for slices and groups are taken from the candidate's file, else from the"
                    + " champion's.",
            "Exit codes: 0 promoted, 3 hold, 4 rejected, 1 failed, 2 wrong usage."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet decide --champion-predictions old.csv --candidate-predictions new.csv --label churned --score score \\",
            "      --positive yes --key id --policy promotion.yaml",
            "  ratchet decide --champion-predictions old.parquet --candidate-predictions new.parquet --label price \\",
            "      --predicted price_hat --policy promotion.yaml --html decision.html --json"
        })
final class DecideCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private FileOptions options = new FileOptions();

    @Mixin
    private PairOptions what = new PairOptions();

    @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The policy, as YAML or JSON.")
    private @Nullable Path policy;

    @Option(
            names = "--no-champion",
            description = "There is no champion yet: the policy's first-champion says what is decided.")
    private boolean noChampion;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write why, as one page with pictures that needs nothing beside itself.")
    private @Nullable Path html;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Also keep the decision there: decision.json, predictions.parquet and decision.html, from which"
                            + " 'ratchet replay --record' computes it again.")
    private @Nullable Path folder;

    @Mixin
    private TrustOptions.Signing signing = new TrustOptions.Signing();

    DecideCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        what.check(options, noChampion);
        if (signing.file() != null && folder == null) {
            throw options.usage("--sign-key signs what --keep DIR keeps; without it nothing is signed");
        }
        PromotionPolicy rules = PromotionPolicy.load(Objects.requireNonNull(policy));
        PredictionPair pair = PredictionPair.read(context, what, options.rows(), options, rules);
        PrivateKey key = folder == null ? null : Keys.signing(signing.file(), context.environment());
        Evidence evidence = pair.evidence().at(context.clock().instant()).build();
        PromotionDecision decision = Activity.during(context, "Deciding", now -> Promotion.decide(rules, evidence));
        if (folder != null) {
            DecisionFolder.write(folder, decision, evidence, key);
        }
        List<String> notes = new ArrayList<>(pair.notes());
        notes.add("Without a registry nobody counts how often these rows were used.");
        return new DecisionText(context, options).print(decision, notes, html);
    }
}
