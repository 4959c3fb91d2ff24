/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts trees of one leaf before the others of a model. */
final class LeafTrees {

    private LeafTrees() {}

    /** Adds a value to each output, before all else. The trees belong to the first round, so rounds count as before. */
    static void insert(@Nullable Object root, float[] values) {
        Map<String, @Nullable Object> forest = ModelTree.map(ModelTree.forest(root));
        String features = ModelTree.text(root, "learner", "learner_model_param", "num_feature");
        List<@Nullable Object> trees = new ArrayList<>();
        List<@Nullable Object> groups = new ArrayList<>();
        if (ModelTree.hasVectorLeaves(root)) {
            trees.add(leaf(0, features, values));
            groups.add(0L);
        } else {
            for (int group = 0; group < values.length; group++) {
                trees.add(leaf(group, features, values[group]));
                groups.add((long) group);
            }
        }
        int added = trees.size();
        for (Object tree : ModelTree.list(forest, "trees")) {
            // The identifier is the tree's place.
            ModelTree.map(tree).put("id", (long) trees.size());
            trees.add(tree);
        }
        groups.addAll(ModelTree.list(forest, "tree_info"));
        forest.put("trees", trees);
        forest.put("tree_info", groups);
        forest.put("iteration_indptr", shifted(ModelTree.at(forest, "iteration_indptr"), added));
        ModelTree.map(forest, "gbtree_model_param").put("num_trees", String.valueOf(trees.size()));
        Map<String, @Nullable Object> booster = ModelTree.map(root, "learner", "gradient_booster");
        if (booster.containsKey("weight_drop")) {
            booster.put("weight_drop", weights(booster.get("weight_drop"), added));
        }
    }

    /** A model without rounds gets one. */
    private static List<@Nullable Object> shifted(@Nullable Object rounds, int added) {
        List<@Nullable Object> starts = new ArrayList<>(List.of(0L));
        for (int i = 1; i < ModelTree.length(rounds); i++) {
            starts.add((long) ModelTree.number(rounds, i) + added);
        }
        if (starts.size() == 1) {
            starts.add((long) added);
        }
        return starts;
    }

    private static List<@Nullable Object> weights(@Nullable Object dropped, int added) {
        List<@Nullable Object> weights = new ArrayList<>();
        for (int i = 0; i < added; i++) {
            weights.add(1f);
        }
        for (int i = 0; i < ModelTree.length(dropped); i++) {
            weights.add((float) ModelTree.number(dropped, i));
        }
        return weights;
    }

    private static Map<String, @Nullable Object> leaf(int id, String features, float... values) {
        boolean vector = values.length > 1;
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("base_weights", values);
        tree.put("categories", new int[0]);
        tree.put("categories_nodes", new int[0]);
        tree.put("categories_segments", new long[0]);
        tree.put("categories_sizes", new long[0]);
        tree.put("default_left", new byte[1]);
        tree.put("id", (long) id);
        tree.put("left_children", new int[] {-1});
        tree.put("loss_changes", new float[1]);
        tree.put("parents", new int[] {vector ? -1 : Integer.MAX_VALUE});
        tree.put("right_children", new int[] {-1});
        tree.put("split_conditions", new float[] {values[0]});
        tree.put("split_indices", new int[1]);
        tree.put("split_type", new byte[1]);
        tree.put("sum_hessian", new float[1]);
        Map<String, @Nullable Object> param = new LinkedHashMap<>();
        param.put("num_deleted", "0");
        param.put("num_feature", features);
        param.put("num_nodes", "1");
        param.put("size_leaf_vector", String.valueOf(values.length));
        tree.put("tree_param", param);
        return tree;
    }
}
