/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.onnx;

import dev.ratchet.xgboost.internal.model.ModelTree;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the nodes of trees as the attributes of ONNX's tree ensemble: one list for each property of a node. XGBoost
 * goes left where a value is less than the condition, in 32-bit floats, and says for each node where a missing value
 * goes; so does {@code BRANCH_LT}.
 */
final class EnsembleNodes {

    private static final String LEAF = "LEAF";

    private final List<Integer> trees = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Integer> features = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Float> conditions = new ArrayList<>();
    private final List<Integer> lefts = new ArrayList<>();
    private final List<Integer> rights = new ArrayList<>();
    private final List<Integer> missingLeft = new ArrayList<>();
    private final List<Integer> leafTrees = new ArrayList<>();
    private final List<Integer> leafNodes = new ArrayList<>();
    private final List<Integer> leafOutputs = new ArrayList<>();
    private final List<Float> leafValues = new ArrayList<>();
    private final Set<Integer> categorical = new TreeSet<>();
    private int count;

    /** Adds a tree whose leaves count so much for an output, or for all of them where a leaf has a value for each. */
    void add(@Nullable Object tree, int output, float weight) {
        String size = ModelTree.text(tree, "tree_param", "size_leaf_vector");
        int vector = size.isEmpty() ? 1 : Math.max(1, Integer.parseInt(size));
        // Pruned nodes stay in the lists, so only those are taken that can be reached.
        List<Integer> open = new ArrayList<>(List.of(0));
        while (!open.isEmpty()) {
            int node = open.remove(open.size() - 1);
            int left = (int) ModelTree.number(ModelTree.at(tree, "left_children"), node);
            if (left < 0) {
                for (int i = 0; i < vector; i++) {
                    leaf(node, vector == 1 ? output : i, weight * value(tree, node, i, vector));
                }
                node(node, LEAF, 0, 0, 0, 0, false);
            } else {
                int right = (int) ModelTree.number(ModelTree.at(tree, "right_children"), node);
                split(tree, node, left, right);
                open.add(right);
                open.add(left);
            }
        }
        count++;
    }

    private static float value(@Nullable Object tree, int node, int output, int vector) {
        return (float)
                (vector == 1
                        ? ModelTree.number(ModelTree.at(tree, "split_conditions"), node)
                        : ModelTree.number(ModelTree.at(tree, "base_weights"), node * vector + output));
    }

    private void split(@Nullable Object tree, int node, int left, int right) {
        int feature = (int) ModelTree.number(ModelTree.at(tree, "split_indices"), node);
        Object types = ModelTree.at(tree, "split_type");
        if (ModelTree.length(types) > node && ModelTree.number(types, node) != 0) {
            categorical.add(feature);
        }
        boolean defaultLeft = ModelTree.number(ModelTree.at(tree, "default_left"), node) != 0;
        float condition = (float) ModelTree.number(ModelTree.at(tree, "split_conditions"), node);
        node(node, "BRANCH_LT", feature, condition, left, right, defaultLeft);
    }

    private void node(int node, String mode, int feature, float condition, int left, int right, boolean defaultLeft) {
        trees.add(count);
        nodes.add(node);
        modes.add(mode);
        features.add(feature);
        conditions.add(condition);
        lefts.add(left);
        rights.add(right);
        missingLeft.add(defaultLeft ? 1 : 0);
    }

    private void leaf(int node, int output, float value) {
        leafTrees.add(count);
        leafNodes.add(node);
        leafOutputs.add(output);
        leafValues.add(value);
    }

    /** A tree that adds nothing, as an ensemble needs one. */
    void addEmpty() {
        leaf(0, 0, 0);
        node(0, LEAF, 0, 0, 0, 0, false);
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The features on whose categories the trees split. */
    Set<Integer> categorical() {
        return categorical;
    }

    /** The conditions on each feature. */
    Map<Integer, float[]> conditions() {
        Map<Integer, List<Float>> found = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (!modes.get(i).equals(LEAF)) {
                found.computeIfAbsent(features.get(i), any -> new ArrayList<>()).add(conditions.get(i));
            }
        }
        Map<Integer, float[]> arrays = new LinkedHashMap<>();
        found.forEach((feature, values) -> arrays.put(feature, floats(values)));
        return arrays;
    }

    Map<String, Object> attributes(int outputs, float[] base) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("nodes_treeids", longs(trees));
        attributes.put("nodes_nodeids", longs(nodes));
        attributes.put("nodes_featureids", longs(features));
        attributes.put("nodes_modes", modes.toArray(String[]::new));
        attributes.put("nodes_values", floats(conditions));
        attributes.put("nodes_truenodeids", longs(lefts));
        attributes.put("nodes_falsenodeids", longs(rights));
        attributes.put("nodes_missing_value_tracks_true", longs(missingLeft));
        attributes.put("target_treeids", longs(leafTrees));
        attributes.put("target_nodeids", longs(leafNodes));
        attributes.put("target_ids", longs(leafOutputs));
        attributes.put("target_weights", floats(leafValues));
        attributes.put("n_targets", outputs);
        attributes.put("base_values", base);
        attributes.put("post_transform", "NONE");
        return attributes;
    }

    private static long[] longs(List<Integer> values) {
        return values.stream().mapToLong(Integer::longValue).toArray();
    }

    private static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
