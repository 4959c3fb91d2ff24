/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The base scores of XGBoost 3.1 and later: a list, one for each output, where XGBoost4J understands a single number. One
 * score becomes that number. Several become the leaves of trees of one leaf at the front, and the number one that adds
 * nothing: as a score is what the sum of the trees begins with, the sums stay equal to the last bit.
 */
final class BaseScores {

    private static final String[] PARAM = {"learner", "learner_model_param"};

    private static final String IDENTITY = "0E0";

    /** The objectives whose base score is a probability or a mean, by the number that adds nothing to the sum. */
    private static final Map<String, Set<String>> LINKED = Map.of(
            "5E-1", Set.of("binary:logistic", "reg:logistic"),
            "1E0", Set.of("count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft"));

    private BaseScores() {}

    /** Changes a model, if need be; tells whether it did. */
    static boolean repair(@Nullable Object root) {
        if (!text(root).startsWith("[")) {
            return false;
        }
        List<String> scores = scores(root);
        // A linear model begins every output with the first score.
        if (ModelTree.isLinear(root) || Set.copyOf(scores).size() == 1) {
            ModelTree.map(root, PARAM).put("base_score", scores.get(0));
            return true;
        }
        float[] margins = margins(root);
        ModelTree.map(root, PARAM).put("base_score", nothing(root));
        LeafTrees.insert(root, margins);
        return true;
    }

    /** What the sums of the outputs begin with: one number for each base score. */
    static float[] margins(@Nullable Object root) {
        List<String> scores = scores(root);
        return nothing(root).equals(IDENTITY)
                ? parsed(scores)
                : linked(ModelTree.text(root, "learner", "objective", "name"), scores);
    }

    private static String text(@Nullable Object root) {
        return ModelTree.text(ModelTree.at(root, PARAM), "base_score");
    }

    private static List<String> scores(@Nullable Object root) {
        String text = text(root);
        if (!text.startsWith("[")) {
            return List.of(text);
        }
        List<String> scores = Arrays.stream(text.substring(1, text.length() - 1).split(",", -1))
                .map(String::strip)
                .toList();
        int outputs = Math.max(number(root, "num_class"), number(root, "num_target"));
        if (scores.get(0).isEmpty() || (scores.size() > 1 && scores.size() != outputs)) {
            throw new RatchetException("The model file is damaged: it has the base scores " + text + " for " + outputs
                    + " outputs. Save it anew with the Python packages that trained it.");
        }
        return scores;
    }

    /** The base score that adds nothing. */
    private static String nothing(@Nullable Object root) {
        String objective = ModelTree.text(root, "learner", "objective", "name");
        return LINKED.entrySet().stream()
                .filter(entry -> entry.getValue().contains(objective))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(IDENTITY);
    }

    private static int number(@Nullable Object root, String name) {
        String text = ModelTree.text(ModelTree.at(root, PARAM), name);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static float[] parsed(List<String> scores) {
        float[] margins = new float[scores.size()];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = Float.parseFloat(scores.get(i));
        }
        return margins;
    }

    /** Asks XGBoost itself: its 32-bit logarithm differs from a rounded 64-bit one in the last bit now and then. */
    private static float[] linked(String objective, List<String> scores) {
        float[] margins = new float[scores.size()];
        try {
            DMatrix row = new DMatrix(new float[1], 1, 1, Float.NaN);
            try {
                row.setLabel(new float[] {1});
                for (int i = 0; i < margins.length; i++) {
                    Map<String, Object> params = Map.of("objective", objective, "base_score", scores.get(i));
                    Booster empty = XGBoost.train(row, params, 0, Map.of(), null, null);
                    margins[i] = empty.predict(row, true)[0][0];
                    empty.dispose();
                }
            } finally {
                row.dispose();
            }
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost does not take the base scores " + scores + ": "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
        return margins;
    }
}
