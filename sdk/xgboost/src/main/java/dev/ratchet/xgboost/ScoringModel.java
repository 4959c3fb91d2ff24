/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A loaded booster that finds its features by name. Scoring takes turns: XGBoost4J predicts one at a time. */
final class ScoringModel implements Model {

    private static final int MAX_PROBLEMS = 20;
    private static final int VALUES_AT_ONCE = 1 << 24;

    private final ModelPackage source;
    private final Booster booster;
    private final List<Feature> features;
    private final Scoring scoring;
    private boolean closed;

    /**
     * How a booster scores.
     *
     * @param rounds how many rounds score, 0 for all
     * @param missing a number that is missing besides NaN, or NaN
     * @param positional whether columns may be found by their position where the input has none of the names
     */
    record Scoring(int rounds, float missing, boolean positional) {}

    ScoringModel(ModelPackage source, Booster booster, List<Feature> features, Scoring scoring) {
        this.source = source;
        this.booster = booster;
        this.features = features;
        this.scoring = scoring;
    }

    @Override
    public ModelPackage source() {
        return source;
    }

    @Override
    public float[][] predict(ModelInput rows) {
        ModelInput input = source.enforced(rows);
        List<String> problems = new ArrayList<>();
        int[] positions = positions(input, problems);
        refuse(problems);
        float[][] scores = new float[input.rowCount()][];
        int step = Math.max(1, VALUES_AT_ONCE / Math.max(1, features.size()));
        for (int start = 0; start < scores.length; start += step) {
            int end = Math.min(scores.length, start + step);
            float[] values = values(input, positions, start, end, problems);
            refuse(problems);
            System.arraycopy(score(values, end - start), 0, scores, start, end - start);
        }
        return scores;
    }

    private int[] positions(ModelInput input, List<String> problems) {
        int[] positions = new int[features.size()];
        boolean byPosition = scoring.positional()
                && input.columns().size() >= positions.length
                && features.stream().anyMatch(feature -> input.indexOf(feature.name()) < 0);
        for (int i = 0; i < positions.length; i++) {
            Feature feature = features.get(i);
            positions[i] = feature.bind(input, byPosition ? i : input.indexOf(feature.name()), problems);
        }
        return positions;
    }

    private float[] values(ModelInput input, int[] positions, int start, int end, List<String> problems) {
        int width = positions.length;
        float[] values = new float[(end - start) * width];
        Arrays.fill(values, Float.NaN);
        for (int column = 0; column < width; column++) {
            Feature feature = features.get(column);
            for (int row = start; positions[column] >= 0 && row < end && problems.size() < MAX_PROBLEMS; row++) {
                float value = feature.read(input, row, positions[column], problems);
                values[(row - start) * width + column] = value == scoring.missing() ? Float.NaN : value;
            }
        }
        return values;
    }

    private void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new RatchetException("The rows do not fit " + source + ": " + String.join("; ", problems)
                    + (problems.size() >= MAX_PROBLEMS ? "; and perhaps more" : "") + ".");
        }
    }

    private float[][] score(float[] values, int rows) {
        try {
            return predict(values, rows);
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost cannot score the rows: "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
    }

    private synchronized float[][] predict(float[] values, int rows) throws XGBoostError {
        if (closed) {
            throw new RatchetException("The model was closed; load it again to score.");
        }
        DMatrix matrix = new DMatrix(values, rows, features.size(), Float.NaN);
        try {
            return booster.predict(matrix, false, scoring.rounds());
        } finally {
            matrix.dispose();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        booster.dispose();
    }
}
