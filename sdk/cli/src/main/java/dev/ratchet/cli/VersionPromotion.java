/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.data.split.SealedPart;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.ScoredRows;
import dev.ratchet.promotion.record.Approvals;

import java.nio.file.Path;
import java.security.PrivateKey;

/** Promotes a version. Apart from its command, so that the command loads without the classes of tables. */
final class VersionPromotion {

    private static final String SEALED = ".sealed";

    private final CliContext context;
    private final CommonOptions options;
    private final RowOptions rows;
    private final PromoteOptions what;
    private final ActorOptions by;

    VersionPromotion(CliContext context, CommonOptions options, RowOptions rows, PromoteOptions what, ActorOptions by) {
        this.context = context;
        this.options = options;
        this.rows = rows;
        this.what = what;
        this.by = by;
    }

    int promote(String model, int version) {
        PromotionPolicy policy = PromotionPolicy.load(what.policy());
        if (!policy.model().equals(model)) {
            throw options.usage(
                    "the policy '" + what.policy() + "' is for '" + policy.model() + "', and MODEL is '" + model + "'");
        }
        try (Ratchet ratchet = options.apply(context).open()) {
            Table data = data(ratchet, model + "/" + version);
            ratchet.closeWith(data);
            Promotion promotion = promotion(ratchet);
            PromotionResult result = Activity.during(
                    context,
                    "Promoting version " + version,
                    now -> promotion.progress(now).promote(version, policy, data));
            return new DecisionText(context, options).print(result, what.html());
        }
    }

    private Table data(Ratchet ratchet, String candidate) {
        if (!what.data().endsWith(SEALED)) {
            return DatasetFiles.read(context, what.data(), rows, options).table();
        }
        try (SealedPart part = SealedPart.read(Path.of(what.data()))) {
            return part.open(
                    ratchet, Purpose.of("promotion").finalModel(candidate).decision(candidate));
        }
    }

    private Promotion promotion(Ratchet ratchet) {
        PredictionOptions columns = what.columns();
        Promotion promotion = Promotion.of(ratchet)
                .actor(by.actor(context.environment()))
                .reason(by.reason())
                .clock(context.clock())
                .columns(set -> PredictionColumns.set(set, columns));
        if (columns.hasLabel()) {
            promotion = promotion.label(columns.label());
        }
        String key = columns.key();
        if (key != null) {
            promotion = promotion.key(key);
        }
        String champion = what.champion();
        if (champion != null) {
            promotion = promotion.championPredictions(scored(ratchet, champion));
        }
        String candidate = what.candidate();
        if (candidate != null) {
            promotion = promotion.candidatePredictions(scored(ratchet, candidate));
        }
        PrivateKey signing = Keys.signing(what.signKey(), context.environment());
        if (signing != null) {
            promotion = promotion.signedBy(signing);
        }
        promotion = promotion.approvals(Keys.trusting(Approvals.of(ratchet), what.trust()));
        return what.dryRun() ? promotion.dryRun() : promotion;
    }

    private ScoredRows scored(Ratchet ratchet, String location) {
        Table table = DatasetFiles.read(context, location, rows, options).table();
        ratchet.closeWith(table);
        PredictionOptions columns = what.columns();
        String score = columns.score();
        if (score != null) {
            return ScoredRows.scores(table, score);
        }
        String predicted = columns.predicted();
        return predicted != null
                ? ScoredRows.predicted(table, predicted)
                : ScoredRows.probabilities(table, columns.probabilities());
    }
}
