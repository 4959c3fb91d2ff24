/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.List;

/** An objective and a metric of the caller's. */
final class CustomFunctions {

    private CustomFunctions() {}

    static float[] labels(DMatrix data) {
        try {
            return data.getLabel();
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    /** Logistic loss. */
    static final class Logistic implements IObjective {

        @Override
        public List<float[]> getGradient(float[][] predicts, DMatrix data) {
            float[] labels = labels(data);
            float[] gradient = new float[labels.length];
            float[] hessian = new float[labels.length];
            for (int i = 0; i < labels.length; i++) {
                float p = (float) (1 / (1 + Math.exp(-predicts[i][0])));
                gradient[i] = p - labels[i];
                hessian[i] = p * (1 - p);
            }
            return List.of(gradient, hessian);
        }
    }

    /** The share of rows on the wrong side of zero; less is better. */
    static final class WrongSide implements IEvaluation {

        @Override
        public String getMetric() {
            return "wrong:side";
        }

        @Override
        public float eval(float[][] predicts, DMatrix data) {
            float[] labels = labels(data);
            int wrong = 0;
            for (int i = 0; i < labels.length; i++) {
                wrong += (predicts[i][0] > 0) == (labels[i] > 0.5f) ? 0 : 1;
            }
            return (float) wrong / labels.length;
        }
    }
}
