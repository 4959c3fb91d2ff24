/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.Aligned;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.judge.Outputs;
import dev.ratchet.promotion.record.KeptDecision;
import dev.ratchet.store.VersionRecord;

import java.util.Map;

/** Loads the models of a decision again and holds what they say against what was kept. */
final class Rescoring {

    private final Ratchet ratchet;
    private final PromotionSettings settings;
    private final KeptDecision kept;
    private final PromotionPolicy policy;

    Rescoring(Ratchet ratchet, PromotionSettings settings, KeptDecision kept) {
        this.ratchet = ratchet;
        this.settings = settings;
        this.kept = kept;
        if (!(kept.json().get("policy") instanceof Map<?, ?> rules)) {
            throw new RatchetException("The record in " + kept.place() + " has no policy.");
        }
        String[] own = settings.metrics.stream().map(metric -> metric.name()).toArray(String[]::new);
        this.policy = PromotionPolicy.parse(CanonicalJson.write(rules), own);
    }

    Rescored rescore(ModelInput given) {
        int candidate = kept.candidate()
                .orElseThrow(() -> new RatchetException("Which versions were compared is not known of " + kept.place()
                        + ": give the run of the decision."));
        Evidence before = kept.evidence().build();
        double ofCandidate = difference("candidate", candidate, given, before.candidate());
        double ofChampion = Double.NaN;
        if (before.champion().isPresent() && kept.champion().isPresent()) {
            ofChampion = difference(
                    "champion",
                    kept.champion().getAsInt(),
                    given,
                    before.champion().get());
        }
        return new Rescored(before.candidate().rowCount(), ofCandidate, ofChampion);
    }

    private double difference(String whose, int number, ModelInput given, Predictions before) {
        settings.progress.accept("Scoring with the " + whose + ", version " + number);
        VersionRecord version = ratchet.stores().registry().version(policy.model(), number);
        try (ModelSide side = ModelSide.open(ratchet, whose, version, null)) {
            requireSame(whose, number, side.digest());
            TestRows rows = TestRows.of(given, policy, settings, side.signature());
            return largest(before, side.predict(rows).predictions());
        }
    }

    private void requireSame(String whose, int number, String digest) {
        if (kept.json().get("facts") instanceof Map<?, ?> facts
                && facts.get(whose) instanceof Map<?, ?> model
                && model.get("digest") instanceof String decided
                && !decided.equals(digest)) {
            throw new RatchetException("The " + whose + ", version " + number + " of '" + policy.model()
                    + "', has the package digest " + digest + ", and " + decided + " was decided about.");
        }
    }

    private static double largest(Predictions before, Predictions now) {
        Aligned<Predictions> both;
        try {
            both = Aligned.of(before, now);
        } catch (IllegalArgumentException e) {
            throw new RatchetException("These are not the rows of the decision (first): " + e.getMessage(), e);
        }
        Outputs first = Outputs.of(both.first());
        Outputs second = Outputs.of(both.second());
        if (first.columns().size() != second.columns().size()) {
            throw new RatchetException("The model gives " + second.columns().size() + " numbers for each row, and "
                    + first.columns().size() + " were kept.");
        }
        double largest = 0;
        for (int column = 0; column < first.columns().size(); column++) {
            double[] one = first.columns().get(column);
            double[] other = second.columns().get(column);
            for (int row = 0; row < one.length; row++) {
                largest = Math.max(largest, Math.abs(one[row] - other[row]));
            }
        }
        return largest;
    }
}
