/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
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
    private final int rounds;
    private boolean closed;

    ScoringModel(ModelPackage source, Booster booster, List<Feature> features, int rounds) {
        this.source = source;
        this.booster = booster;
        this.features = features;
        this.rounds = rounds;
    }

    @Override
    public ModelPackage source() {
        return source;
    }

    @Override
    public float[][] predict(ModelInput input) {
        List<String> problems = new ArrayList<>();
        int[] positions = new int[features.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = features.get(i).bind(input, problems);
        }
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

    private float[] values(ModelInput input, int[] positions, int start, int end, List<String> problems) {
        int width = positions.length;
        float[] values = new float[(end - start) * width];
        Arrays.fill(values, Float.NaN);
        for (int column = 0; column < width; column++) {
            Feature feature = features.get(column);
            for (int row = start; positions[column] >= 0 && row < end && problems.size() < MAX_PROBLEMS; row++) {
                values[(row - start) * width + column] = feature.read(input, row, positions[column], problems);
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
            DMatrix matrix = new DMatrix(values, rows, features.size(), Float.NaN);
            try {
                return predict(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost cannot score the rows: "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
    }

    private synchronized float[][] predict(DMatrix matrix) throws XGBoostError {
        if (closed) {
            throw new RatchetException("The model was closed; load it again to score.");
        }
        return booster.predict(matrix, false, rounds);
    }

    @Override
    public synchronized void close() {
        closed = true;
        booster.dispose();
    }
}
