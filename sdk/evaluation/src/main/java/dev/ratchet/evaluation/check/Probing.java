/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.check.Robustness.Probe;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Tries a model with changed rows. */
final class Probing {

    private static final int ROWS = 100;
    /** Far outside, and still a finite 32-bit number. */
    private static final double FAR = 1e30;

    private static final String UNSEEN = "\u2400 never seen";

    private final Scorer scorer;
    private final ChangedInput rows;
    private final Interval range;
    private final float[][] base;
    private final String refused;

    Probing(Scorer scorer, ModelInput rows, Interval range) {
        this.scorer = scorer;
        this.rows = ChangedInput.first(rows, Math.min(ROWS, rows.rowCount()));
        this.range = range;
        Answer unchanged = answer(this.rows);
        this.base = unchanged.scores();
        this.refused = unchanged.refusal();
    }

    /**
     * What the model said.
     *
     * @param refusal its message, when it threw; then there are no scores
     */
    private record Answer(float[][] scores, String refusal) {}

    private Answer answer(ModelInput input) {
        try {
            float[][] scores = scorer.score(input);
            return scores.length == input.rowCount()
                    ? new Answer(scores, "")
                    : new Answer(new float[0][], scores.length + " answers to " + input.rowCount() + " rows");
        } catch (RuntimeException e) {
            return new Answer(new float[0][], e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    List<Probe> probes() {
        if (!refused.isEmpty()) {
            return List.of(new Probe(
                    "unchanged rows",
                    rows.rowCount(),
                    rows.rowCount(),
                    0,
                    0,
                    Finding.failed(
                            "robustness_unchanged_rows",
                            "The model does not score the rows as they are: " + refused
                                    + ". Give rows with the columns that it learned from.",
                            Stage.EVALUATION)));
        }
        List<Probe> probes = new ArrayList<>();
        probes.add(probe("unchanged rows", Map.of("all columns", rows)));
        probes.add(probe("missing values", missing()));
        Map<String, ChangedInput> categories = inEach(false, value -> value, UNSEEN);
        if (!categories.isEmpty()) {
            probes.add(probe("unseen categories", categories));
        }
        Map<String, ChangedInput> numbers = new LinkedHashMap<>();
        inEach(true, value -> FAR, null).forEach((column, input) -> numbers.put(column + " = 1e30", input));
        inEach(true, value -> -FAR, null).forEach((column, input) -> numbers.put(column + " = -1e30", input));
        if (!numbers.isEmpty()) {
            probes.add(probe("extreme numbers", numbers));
        }
        probes.add(order());
        return probes;
    }

    private Map<String, ChangedInput> missing() {
        Map<String, ChangedInput> inputs = new LinkedHashMap<>();
        inputs.putAll(inEach(true, value -> Double.NaN, null));
        inputs.putAll(inEach(false, value -> value, null));
        inputs.put("all columns", rows.with(column -> true, value -> Double.NaN, null));
        return inputs;
    }

    private Map<String, ChangedInput> inEach(boolean numeric, DoubleUnaryOperator number, @Nullable String text) {
        Map<String, ChangedInput> inputs = new LinkedHashMap<>();
        List<Column> columns = rows.columns();
        for (int place = 0; place < columns.size(); place++) {
            int own = place;
            if (columns.get(own).type().isNumeric() == numeric) {
                inputs.put(columns.get(own).name(), rows.with(column -> column == own, number, text));
            }
        }
        return inputs;
    }

    /** What is wrong over all inputs of a probe. */
    private final class Tally {

        private int scored;
        private int unanswered;
        private int outOfRange;
        private double change;
        private int answered;
        private final List<String> silent = new ArrayList<>();
        private final List<String> outside = new ArrayList<>();
        private String message = "";

        void add(String where, Answer answer) {
            scored += rows.rowCount();
            if (!answer.refusal().isEmpty()) {
                unanswered += rows.rowCount();
                silent.add(where);
                message = message.isEmpty() ? " (" + answer.refusal() + ")" : message;
                return;
            }
            int before = unanswered;
            int within = outOfRange;
            for (int row = 0; row < rows.rowCount(); row++) {
                add(answer.scores()[row], base[row]);
            }
            if (unanswered > before) {
                silent.add(where);
            }
            if (outOfRange > within) {
                outside.add(where);
            }
        }

        private void add(float[] scores, float[] unchanged) {
            boolean finite = scores.length == unchanged.length && scores.length > 0;
            boolean inside = true;
            double moved = 0;
            for (int i = 0; finite && i < scores.length; i++) {
                finite = Float.isFinite(scores[i]);
                inside &= scores[i] >= range.low() && scores[i] <= range.high();
                moved = Math.max(moved, Math.abs((double) scores[i] - unchanged[i]));
            }
            if (!finite) {
                unanswered++;
                return;
            }
            outOfRange += inside ? 0 : 1;
            change += moved;
            answered++;
        }

        double meanChange() {
            return answered == 0 ? 0 : change / answered;
        }

        Finding finding(String check, String name) {
            if (!silent.isEmpty()) {
                return Finding.warning(
                        check,
                        "With " + name + " the model gives no finite answer to " + unanswered + " of " + scored
                                + " rows, by " + Words.names(silent) + message
                                + ". Decide what it shall answer: fill in such values before it, or train it with them.",
                        Stage.FEATURES);
            }
            return outside.isEmpty()
                    ? Finding.ok(
                            check,
                            "With " + name + " the model answers all " + scored
                                    + " rows within its range; scores move by " + Words.number(meanChange())
                                    + " on average.")
                    : Finding.warning(
                            check,
                            "With " + name + " the model leaves its range of " + Words.range(range) + " for "
                                    + outOfRange
                                    + " of " + scored + " rows, by " + Words.names(outside)
                                    + ". Limit the inputs, or the answers, to what is sensible.",
                            Stage.FEATURES);
        }
    }

    private Probe probe(String name, Map<String, ChangedInput> inputs) {
        Tally tally = new Tally();
        inputs.forEach((where, input) -> tally.add(where, answer(input)));
        return new Probe(
                name,
                tally.scored,
                tally.unanswered,
                tally.outOfRange,
                tally.meanChange(),
                tally.finding("robustness_" + name.replace(' ', '_'), name));
    }

    /** Columns are found by name, so their order must not move a score. */
    private Probe order() {
        String name = "columns in another order";
        String check = "robustness_column_order";
        Tally tally = new Tally();
        tally.add("all columns", answer(rows.reversed()));
        Finding finding = tally.finding(check, name);
        boolean moved = tally.unanswered == 0 && tally.meanChange() > 0;
        return new Probe(
                name,
                tally.scored,
                tally.unanswered,
                tally.outOfRange,
                tally.meanChange(),
                moved
                        ? Finding.failed(
                                check,
                                "With columns in another order scores move by " + Words.number(tally.meanChange())
                                        + " on average: the model takes columns by place and not by name, so whoever gives"
                                        + " them in their own order gets wrong scores. Find them by name.",
                                Stage.FEATURES)
                        : finding);
    }
}
