/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Evaluator;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.problem.Evidence;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.slice.SliceReport;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private @Nullable Drawn drawn;

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
        return ReportText.of(content);
    }

    /** As maps, lists, strings, numbers and booleans; no number in it is NaN or infinite. */
    public Map<String, Object> toJsonValue() {
        return ReportJson.of(content);
    }

    /**
     * One page of HTML that holds its pictures, needs no network and no script, and follows the reader's light or dark
     * colours.
     */
    public String html() {
        Drawn all = drawn();
        return ReportPage.of(content, all.pictures, all.slices);
    }

    /**
     * The pictures that these predictions allow, as SVG documents by name: {@code roc_curve_plot},
     * {@code precision_recall_curve_plot}, {@code calibration_curve_plot}, {@code lift_curve_plot},
     * {@code gain_curve_plot}, {@code confusion_matrix}, {@code residuals_plot}, {@code feature_importance},
     * {@code slices_<column>} and {@code weak_segments}. Why one is missing is said by the page.
     */
    public Map<String, String> pictures() {
        Map<String, String> svgs = new LinkedHashMap<>();
        for (Picture picture : drawn().all()) {
            if (picture.isDrawn()) {
                svgs.put(picture.name(), picture.svg());
            }
        }
        return Collections.unmodifiableMap(svgs);
    }

    Content content() {
        return content;
    }

    private synchronized Drawn drawn() {
        Drawn all = drawn;
        if (all == null) {
            all = new Drawn(ReportPictures.of(content), slicePictures(content));
            drawn = all;
        }
        return all;
    }

    private static List<Picture> slicePictures(Content content) {
        List<Picture> pictures = new ArrayList<>();
        content.slicesByFile().forEach((file, report) -> pictures.add(ReportPictures.slices(file, report)));
        return pictures;
    }

    /** What was drawn: pictures of the predictions, and one for each slice report. */
    private record Drawn(List<Picture> pictures, List<Picture> slices) {

        List<Picture> all() {
            return Stream.concat(pictures.stream(), slices.stream()).toList();
        }
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
        private final List<SliceReport> slices = new ArrayList<>();
        private final List<FairnessReport> fairness = new ArrayList<>();
        private @Nullable List<Finding> findings;
        private @Nullable ProblemDefinition problem;
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

        /** How two classes are called, the positive one last; by default as the predictions say. */
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

        /** Adds what the model is worth on parts of the rows. */
        public Builder slices(SliceReport... reports) {
            slices.addAll(List.of(reports));
            return this;
        }

        /** Adds how groups of people are treated. */
        public Builder fairness(FairnessReport... reports) {
            fairness.addAll(List.of(reports));
            return this;
        }

        /**
         * What was found, and nothing else. By default the report judges by itself: the problem's definition without further
         * evidence, then slices and fairness.
         */
        public Builder findings(List<Finding> found) {
            this.findings = List.copyOf(found);
            return this;
        }

        /** What the model is for. */
        public Builder problem(ProblemDefinition asked) {
            this.problem = asked;
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
         * @throws IllegalArgumentException if figures are of another number of rows than the predictions, or names of two
         *     classes were given for other predictions
         */
        public EvaluationReport build() {
            Predictions judged = predictions;
            if (judged == null) {
                throw new IllegalStateException("A report needs predictions: give them by predictions(...).");
            }
            if (!classNames.isEmpty()) {
                if (!(judged instanceof BinaryPredictions two)) {
                    throw new IllegalArgumentException("Names of two classes were given, and the predictions are "
                            + Task.of(judged).text() + ": name classes where the predictions are made.");
                }
                judged = two.withClasses(classNames.get(0), classNames.get(1));
            }
            Evaluation figures = evaluation == null ? Evaluator.create().evaluate(judged) : evaluation;
            if (figures.rows() != judged.rowCount()) {
                throw new IllegalArgumentException("The figures are of " + figures.rows() + " rows and there are "
                        + judged.rowCount() + " predictions: evaluate the same ones.");
            }
            List<Finding> found = findings == null ? judge(figures) : findings;
            return new EvaluationReport(new Content(
                    title, judged, figures, importances, slices, fairness, found, Optional.ofNullable(problem), notes));
        }

        private List<Finding> judge(Evaluation figures) {
            List<Finding> found = new ArrayList<>();
            if (problem != null) {
                found.addAll(problem.judge(figures, Evidence.none()));
            }
            slices.forEach(report -> found.add(report.finding()));
            fairness.forEach(report -> found.addAll(report.findings()));
            return found;
        }
    }
}
