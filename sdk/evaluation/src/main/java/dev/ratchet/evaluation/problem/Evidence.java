/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.problem;

import dev.ratchet.evaluation.check.LearningCurve;
import dev.ratchet.evaluation.check.OverfittingGap;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known beside an evaluation when it is judged. All of it is optional: what is not given is judged to be not computed.
 * Immutable; each method gives a new value.
 */
public final class Evidence {

    private static final Evidence NONE = new Evidence(null, null, null, null, null);

    private final @Nullable OverfittingGap overfitting;
    private final @Nullable LearningCurve learningCurve;
    private final @Nullable List<String> driftedColumns;
    private final @Nullable ProblemDefinition earlier;
    private final @Nullable Duration trainingTime;

    private Evidence(
            @Nullable OverfittingGap overfitting,
            @Nullable LearningCurve learningCurve,
            @Nullable List<String> driftedColumns,
            @Nullable ProblemDefinition earlier,
            @Nullable Duration trainingTime) {
        this.overfitting = overfitting;
        this.learningCurve = learningCurve;
        this.driftedColumns = driftedColumns;
        this.earlier = earlier;
        this.trainingTime = trainingTime;
    }

    /** Nothing is known. */
    public static Evidence none() {
        return NONE;
    }

    /** How much better the model is on the rows it learned from. */
    public Evidence overfitting(OverfittingGap gap) {
        return new Evidence(gap, learningCurve, driftedColumns, earlier, trainingTime);
    }

    /** How good models become with more rows. */
    public Evidence learningCurve(LearningCurve curve) {
        return new Evidence(overfitting, curve, driftedColumns, earlier, trainingTime);
    }

    /** The columns that a drift test found to differ from the training rows; an empty list says that it found none. */
    public Evidence driftedColumns(List<String> columns) {
        return new Evidence(overfitting, learningCurve, List.copyOf(columns), earlier, trainingTime);
    }

    /** The definition that the model was trained for. */
    public Evidence earlierDefinition(ProblemDefinition definition) {
        return new Evidence(overfitting, learningCurve, driftedColumns, definition, trainingTime);
    }

    /** How long training took. */
    public Evidence trainingTime(Duration time) {
        return new Evidence(overfitting, learningCurve, driftedColumns, earlier, time);
    }

    Optional<OverfittingGap> overfitting() {
        return Optional.ofNullable(overfitting);
    }

    Optional<LearningCurve> learningCurve() {
        return Optional.ofNullable(learningCurve);
    }

    Optional<List<String>> driftedColumns() {
        return Optional.ofNullable(driftedColumns);
    }

    Optional<ProblemDefinition> earlier() {
        return Optional.ofNullable(earlier);
    }

    Optional<Duration> trainingTime() {
        return Optional.ofNullable(trainingTime);
    }
}
