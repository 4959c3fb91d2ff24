/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Leaves with one value per output: XGBoost 3.2 keeps them in a list of their own, {@code leaf_weights}, and in place of
 * a leaf's right child its position there; XGBoost4J wants them among the weights of all nodes.
 */
final class VectorLeaves {

    private VectorLeaves() {}

    /** Changes a model, if need be; tells whether it did. */
    static boolean repair(@Nullable Object root) {
        boolean changed = false;
        for (Object tree : ModelTree.list(ModelTree.forest(root), "trees")) {
            if (ModelTree.length(ModelTree.at(tree, "leaf_weights")) > 0) {
                moveBack(ModelTree.map(tree));
                changed = true;
            }
        }
        return changed;
    }

    private static void moveBack(Map<String, @Nullable Object> tree) {
        int outputs = Integer.parseInt(ModelTree.text(tree, "tree_param", "size_leaf_vector"));
        Object left = tree.get("left_children");
        Object own = tree.remove("leaf_weights");
        int nodes = ModelTree.length(left);
        if (ModelTree.length(own) != (long) leaves(left) * outputs) {
            throw new IndexOutOfBoundsException("There are more or fewer values than leaves.");
        }
        float[] weights = new float[nodes * outputs];
        int[] children = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            int child = (int) ModelTree.number(tree.get("right_children"), node);
            boolean leaf = ModelTree.number(left, node) < 0;
            children[node] = leaf ? -1 : child;
            for (int output = 0; leaf && output < outputs; output++) {
                weights[node * outputs + output] = (float) ModelTree.number(own, child * outputs + output);
            }
        }
        tree.put("base_weights", ModelTree.likewise(weights, left));
        tree.put("right_children", ModelTree.likewise(children, left));
    }

    private static int leaves(@Nullable Object left) {
        int leaves = 0;
        for (int node = 0; node < ModelTree.length(left); node++) {
            leaves += ModelTree.number(left, node) < 0 ? 1 : 0;
        }
        return leaves;
    }
}
