/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.onnx;

import dev.ratchet.RatchetException;
import dev.ratchet.onnx.OnnxGraph;

import java.util.List;
import java.util.Map;

/** What an objective makes of the sums of the trees, and of the base score. */
enum Link {
    IDENTITY,
    LOGISTIC,
    EXP,
    HINGE,
    SOFTMAX,
    /** The class with the largest sum, as a float. */
    CLASS;

    static Link of(String objective) {
        return switch (objective) {
            case "binary:logitraw",
                    "rank:map",
                    "rank:ndcg",
                    "rank:pairwise",
                    "reg:absoluteerror",
                    "reg:pseudohubererror",
                    "reg:quantileerror",
                    "reg:squarederror",
                    "reg:squaredlogerror" -> IDENTITY;
            case "binary:logistic", "reg:logistic" -> LOGISTIC;
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:aft", "survival:cox" -> EXP;
            case "binary:hinge" -> HINGE;
            case "multi:softprob" -> SOFTMAX;
            case "multi:softmax" -> CLASS;
            default ->
                throw new RatchetException("The booster's objective '" + objective
                        + "' is not exported to ONNX: what it makes of the sums of the trees is not known here.");
        };
    }

    /** What the sums begin with. */
    float margin(float baseScore) {
        return switch (this) {
            case LOGISTIC -> -(float) Math.log(1f / baseScore - 1f);
            case EXP -> (float) Math.log(baseScore);
            default -> baseScore;
        };
    }

    /** Adds what comes after the sums. */
    String apply(OnnxGraph graph, String sums) {
        return switch (this) {
            case IDENTITY -> sums;
            case LOGISTIC -> graph.add("Sigmoid", List.of(sums), Map.of());
            case EXP -> graph.add("Exp", List.of(sums), Map.of());
            case HINGE -> {
                String zero = graph.floats("zero", new float[1], 1);
                yield floats(graph, graph.add("Greater", List.of(sums, zero), Map.of()));
            }
            case SOFTMAX -> graph.add("Softmax", List.of(sums), Map.of("axis", 1));
            case CLASS -> floats(graph, graph.add("ArgMax", List.of(sums), Map.of("axis", 1, "keepdims", 1)));
        };
    }

    private static String floats(OnnxGraph graph, String value) {
        return graph.add("Cast", List.of(value), Map.of("to", 1));
    }

    int outputs(int sums) {
        return this == CLASS ? 1 : sums;
    }
}
