/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.onnx;

import dev.ratchet.RatchetException;
import dev.ratchet.onnx.OnnxCheck;
import dev.ratchet.onnx.OnnxGraph;
import dev.ratchet.xgboost.internal.model.ModelTree;
import dev.ratchet.xgboost.internal.model.UbjReader;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A booster as a graph with one input, a row of features, and one output. */
public final class BoosterGraph {

    private static final String MODEL_PARAM = "learner_model_param";

    private final @Nullable Object root;
    private final List<String> names;
    private final Link link;
    private final int sums;
    private final float[] base;
    private final EnsembleNodes trees = new EnsembleNodes();

    private BoosterGraph(@Nullable Object root, List<String> names) {
        this.root = root;
        this.names = names;
        this.link = Link.of(ModelTree.text(root, "learner", "objective", "name"));
        this.sums = Math.max(1, Math.max(number("num_class"), number("num_target")));
        this.base = new float[sums];
        Arrays.fill(base, link.margin(Float.parseFloat(ModelTree.text(root, "learner", MODEL_PARAM, "base_score"))));
    }

    /**
     * Reads a booster.
     *
     * @param ubj the booster as UBJSON, as XGBoost4J writes it
     * @param names the names of its features
     * @throws RatchetException when it is of a kind that is not exported, with the reason
     */
    public static BoosterGraph of(byte[] ubj, List<String> names) {
        BoosterGraph graph = new BoosterGraph(new UbjReader(ubj).read(), names);
        if (!ModelTree.isLinear(graph.root)) {
            graph.readTrees();
        }
        return graph;
    }

    private int number(String param) {
        String text = ModelTree.text(root, "learner", MODEL_PARAM, param);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private void readTrees() {
        Object forest = ModelTree.forest(root);
        List<?> all = ModelTree.list(forest, "trees");
        Object groups = ModelTree.at(forest, "tree_info");
        Object weights = ModelTree.at(root, "learner", "gradient_booster", "weight_drop");
        for (int i = 0; i < all.size(); i++) {
            float weight = weights == null ? 1 : (float) ModelTree.number(weights, i);
            trees.add(all.get(i), (int) ModelTree.number(groups, i), weight);
        }
        if (!trees.categorical().isEmpty()) {
            throw new RatchetException("The booster is not exported to ONNX: it splits on the categories of "
                    + trees.categorical().stream().map(names::get).toList()
                    + ", and ONNX's trees compare numbers only. Train on numbers, such as one column of 0 and 1 for"
                    + " each category, or log the booster itself.");
        }
        if (trees.isEmpty()) {
            trees.addEmpty();
        }
    }

    /** The bytes of an ONNX file. */
    public byte[] toBytes() {
        OnnxGraph graph = new OnnxGraph("xgboost");
        String input = graph.input("input", -1, names.size());
        String margins = ModelTree.isLinear(root)
                ? linear(graph, input)
                : graph.addMl("TreeEnsembleRegressor", List.of(input), trees.attributes(sums, base));
        graph.output("output", link.apply(graph, margins), -1, link.outputs(sums));
        return graph.toBytes();
    }

    /** Missing values add nothing. */
    private String linear(OnnxGraph graph, String input) {
        Object all = ModelTree.at(ModelTree.at(root, "learner", "gradient_booster"), "model", "weights");
        float[] weights = new float[names.size() * sums];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) ModelTree.number(all, i);
        }
        float[] bias = new float[sums];
        for (int i = 0; i < sums; i++) {
            bias[i] = (float) ModelTree.number(all, weights.length + i) + base[i];
        }
        String zero = graph.floats("zero", new float[1], 1);
        String missing = graph.add("IsNaN", List.of(input), Map.of());
        String present = graph.add("Where", List.of(missing, zero, input), Map.of());
        String weight = graph.floats("weight", weights, names.size(), sums);
        return graph.add("Gemm", List.of(present, weight, graph.floats("bias", bias, sums)), Map.of());
    }

    /** Rows that meet conditions exactly, go a little to both sides, and miss values. */
    public OnnxCheck.Rows rows() {
        Map<Integer, float[]> conditions = trees.conditions();
        int width = names.size();
        return (random, count) -> {
            float[] values = new float[count * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(random, conditions.getOrDefault(i % width, new float[0]));
            }
            return values;
        };
    }

    private static float value(Random random, float[] conditions) {
        if (random.nextInt(8) == 0) {
            return Float.NaN;
        }
        if (conditions.length == 0) {
            return (float) random.nextGaussian();
        }
        float condition = conditions[random.nextInt(conditions.length)];
        return switch (random.nextInt(4)) {
            case 0 -> condition;
            case 1 -> Math.nextDown(condition);
            case 2 -> Math.nextUp(condition);
            default -> condition + (float) random.nextGaussian() * Math.max(1e-3f, Math.abs(condition));
        };
    }
}
