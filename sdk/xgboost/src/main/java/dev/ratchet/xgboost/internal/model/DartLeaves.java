/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The leaves of dart as scikit-learn's wrappers see them. They predict without a matrix, and XGBoost then adds the base
 * score to each leaf and takes it away again, which rounds the leaf.
 */
final class DartLeaves {

    private DartLeaves() {}

    /** Changes a model, if need be; tells whether it did. */
    static boolean round(@Nullable Object root) {
        if (ModelTree.at(root, "learner", "gradient_booster", "weight_drop") == null
                || ModelTree.hasVectorLeaves(root)) {
            return false;
        }
        Object forest = ModelTree.forest(root);
        Object groups = ModelTree.at(forest, "tree_info");
        List<?> trees = ModelTree.list(forest, "trees");
        float[] margins = BaseScores.margins(root);
        for (int i = 0; i < trees.size(); i++) {
            int group = (int) ModelTree.number(groups, i);
            round(ModelTree.map(trees.get(i)), margins[Math.min(group, margins.length - 1)]);
        }
        return true;
    }

    private static void round(Map<String, @Nullable Object> tree, float margin) {
        Object left = tree.get("left_children");
        float[] conditions = new float[ModelTree.length(left)];
        for (int node = 0; node < conditions.length; node++) {
            float condition = (float) ModelTree.number(tree.get("split_conditions"), node);
            boolean leaf = ModelTree.number(left, node) < 0;
            conditions[node] = leaf ? (margin + condition) - margin : condition;
        }
        tree.put("split_conditions", ModelTree.likewise(conditions, left));
    }
}
