/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Predictions;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What predictions are worth, for people: as text for a terminal, as one page of HTML, as pictures and as JSON. Immutable
 * and safe to share; pictures are drawn when they are first asked for.
 *
 * <pre>{@code
 * EvaluationReport report = EvaluationReport.builder("Breast cancer, depth 4")
 *         .predictions(BinaryPredictions.ofProbabilities(labels, probabilities))
 *         .classNames("benign", "malignant")
 *         .build();
 * System.out.println(report.text());
 * Files.writeString(Path.of("report.html"), report.html());
 * }</pre>
 */
public final class EvaluationReport {

    private final Content content;

    private EvaluationReport(Content content) {
        this.content = content;
    }

    /** Begins a report with that title. */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /** The title. */
    public String title() {
        return content.title();
    }

    /** What is judged. */
    public Predictions predictions() {
        return content.predictions();
    }

    /** The figures. */
    public Evaluation evaluation() {
        return content.evaluation();
    }

    /** For a terminal, lines of plain text; ends with a line break. */
    public String text() {
        return content.title() + "\n\n" + content.evaluation().text();
    }

    /** As maps, lists, strings, numbers and booleans; no number in it is NaN or infinite. */
    public Map<String, Object> toJsonValue() {
        return content.evaluation().toJsonValue();
    }

    /**
     * One page of HTML that holds its pictures, needs no network and no script, and follows the reader's light or dark
     * colours.
     */
    public String html() {
        return "";
    }

    /**
     * The pictures that these predictions allow, as SVG documents by name: {@code roc_curve_plot},
     * {@code precision_recall_curve_plot}, {@code calibration_curve_plot}, {@code lift_curve_plot},
     * {@code gain_curve_plot}, {@code confusion_matrix}, {@code residuals_plot}, {@code feature_importance} and
     * {@code slices_<column>}. Why one is missing is said by the page.
     */
    public Map<String, String> pictures() {
        return Map.of();
    }

    @Override
    public String toString() {
        return "EvaluationReport[" + content.title() + ", "
                + content.evaluation().rows() + " rows]";
    }

    /** Collects what a report says. Not safe for use by several threads. */
    public static final class Builder {

        private final String title;
        private @Nullable Predictions predictions;
        private @Nullable Evaluation evaluation;
        private List<String> classNames = List.of();
        private Map<String, Double> importances = Map.of();
        private final List<String> notes = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /** What is judged. A report needs it. */
        public Builder predictions(Predictions judged) {
            this.predictions = judged;
            return this;
        }

        /** How two classes are called, the positive one last: {@code 0} and {@code 1} by default. */
        public Builder classNames(String negative, String positive) {
            this.classNames = List.of(negative, positive);
            return this;
        }

        /** The figures; by default those of {@link Evaluator#create()}, whose intervals take time for many rows. */
        public Builder evaluation(Evaluation figures) {
            this.evaluation = figures;
            return this;
        }

        /** How much the model makes of each feature; no unit, what is not finite is written in words. */
        public Builder importances(Map<String, Double> byFeature) {
            this.importances = new LinkedHashMap<>(byFeature);
            return this;
        }

        /** Adds a sentence to the report's end, such as where the rows come from. */
        public Builder note(String sentence) {
            notes.add(sentence);
            return this;
        }

        /**
         * The report.
         *
         * @throws IllegalStateException if there are no predictions
         * @throws IllegalArgumentException if figures are of another number of rows than the predictions
         */
        public EvaluationReport build() {
            Predictions judged = predictions;
            if (judged == null) {
                throw new IllegalStateException("A report needs predictions: give them by predictions(...).");
            }
            Evaluation figures = evaluation == null ? Evaluator.create().evaluate(judged) : evaluation;
            if (figures.rows() != judged.rowCount()) {
                throw new IllegalArgumentException("The figures are of " + figures.rows() + " rows and there are "
                        + judged.rowCount() + " predictions: evaluate the same ones.");
            }
            return new EvaluationReport(new Content(title, judged, classNames, figures, importances, notes));
        }
    }
}
