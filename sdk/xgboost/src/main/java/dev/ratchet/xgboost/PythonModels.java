/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes model files of other versions of XGBoost fit for XGBoost4J, which loads all of them without a word and scores
 * some wrongly: since 3.1 the base score is a list, which it does not understand.
 */
final class PythonModels {

    /** The class of models that score with all trees; scikit-learn's wrappers stop at the best iteration. */
    static final String BOOSTER_CLASS = "xgboost.core.Booster";

    /** The newest version whose models are known to score the same. */
    private static final int[] NEWEST = {3, 2};

    private PythonModels() {}

    /**
     * What to load.
     *
     * @throws RatchetException when XGBoost4J would score the model wrongly and nothing can be done about it here
     */
    static FittedModel fitForJava(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw new RatchetException("The model file is no XGBoost model in UBJSON or JSON; perhaps it is in the old"
                    + " binary format, which XGBoost before 2.1 writes unless told otherwise. Load it with the Python"
                    + " packages that saved it, and log it anew with model_format='ubj'.");
        }
        if (isJson(bytes)) {
            JsonModelReader reader = new JsonModelReader(bytes);
            Object root = reader.read();
            return fitted(
                    root,
                    bytes,
                    scalar -> spliced(
                            bytes,
                            reader.baseScoreStart(),
                            reader.baseScoreEnd(),
                            ('"' + scalar + '"').getBytes(StandardCharsets.UTF_8)));
        }
        UbjReader reader = new UbjReader(bytes);
        Object root = parsed(reader);
        return fitted(
                root, bytes, scalar -> spliced(bytes, reader.baseScoreStart(), reader.baseScoreEnd(), ubjText(scalar)));
    }

    private static FittedModel fitted(@Nullable Object root, byte[] bytes, Function<String, byte[]> withBaseScore) {
        refuseUnknown(root);
        boolean linear =
                ModelTree.text(root, "learner", "gradient_booster", "name").equals("gblinear");
        String base = ModelTree.text(root, "learner", "learner_model_param", "base_score");
        return new FittedModel(
                base.startsWith("[") ? withBaseScore.apply(scalar(base, linear, root)) : bytes, sentinel(root), linear);
    }

    /** The base score to put in place of a list. */
    private static String scalar(String base, boolean linear, @Nullable Object root) {
        List<String> scores = Arrays.stream(base.substring(1, base.length() - 1).split(",", -1))
                .map(String::strip)
                .toList();
        // A linear model begins every output with the first score.
        boolean one = linear || Set.copyOf(scores).size() == 1;
        if (!one || scores.get(0).isEmpty() || hasVectorLeaves(root)) {
            throw new RatchetException("XGBoost " + saved(root) + " saved this model with "
                    + (hasVectorLeaves(root) ? "trees that have several outputs" : "one base score per output, " + base)
                    + ", which XGBoost4J " + XGBoostModel.XGBOOST_VERSION
                    + " would score wrongly. Train and save it with Python's xgboost 3.0, or export it as ONNX.");
        }
        return scores.get(0);
    }

    private static String saved(@Nullable Object root) {
        return version(root).stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static @Nullable Object parsed(UbjReader reader) {
        try {
            return reader.read();
        } catch (IllegalArgumentException e) {
            throw new RatchetException("The XGBoost model cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isJson(byte[] bytes) {
        int next = 1;
        while (next < bytes.length && Character.isWhitespace(bytes[next])) {
            next++;
        }
        return next < bytes.length && (bytes[next] == '"' || bytes[next] == '}');
    }

    private static void refuseUnknown(@Nullable Object root) {
        List<Integer> version = version(root);
        String saved = saved(root);
        String objective = ModelTree.text(root, "learner", "objective", "name");
        if (version.isEmpty()) {
            return;
        }
        if (version.get(0) < 2 && objective.equals("reg:gamma")) {
            throw new RatchetException("XGBoost4J " + XGBoostModel.XGBOOST_VERSION + " scores models of the objective"
                    + " reg:gamma that XGBoost " + saved
                    + " saved wrongly. Load it with Python's xgboost 2.1 or 3.0 and"
                    + " save it anew.");
        }
        if (version.get(0) > NEWEST[0]
                || (version.get(0) == NEWEST[0] && version.size() > 1 && version.get(1) > NEWEST[1])) {
            throw new RatchetException("XGBoost " + saved + " saved this model. Its format is known here up to "
                    + NEWEST[0] + "." + NEWEST[1] + ", and XGBoost4J " + XGBoostModel.XGBOOST_VERSION
                    + " loads newer ones without a word and may score them wrongly. Train and save it with an older"
                    + " xgboost, or export it as ONNX.");
        }
    }

    /** The number that counts as missing: wrappers of XGBoost 1 keep it in the model, later ones forget it. */
    private static float sentinel(@Nullable Object root) {
        String saved = ModelTree.text(root, "learner", "attributes", "scikit_learn");
        if (saved.isEmpty()) {
            return Float.NaN;
        }
        Object wrapper = new JsonModelReader(saved.getBytes(StandardCharsets.UTF_8)).read();
        return ModelTree.at(wrapper, "missing") instanceof Number number ? number.floatValue() : Float.NaN;
    }

    private static List<Integer> version(@Nullable Object root) {
        Object version = ModelTree.at(root, "version");
        return java.util.stream.IntStream.range(0, ModelTree.length(version))
                .map(i -> (int) ModelTree.number(version, i))
                .boxed()
                .toList();
    }

    private static @Nullable Object firstTree(@Nullable Object root) {
        List<?> trees = ModelTree.list(root, "learner", "gradient_booster", "model", "trees");
        return trees.isEmpty()
                ? ModelTree.list(root, "learner", "gradient_booster", "gbtree", "model", "trees").stream()
                        .findFirst()
                        .orElse(null)
                : trees.get(0);
    }

    private static boolean hasVectorLeaves(@Nullable Object root) {
        String size = ModelTree.text(firstTree(root), "tree_param", "size_leaf_vector");
        return !size.isEmpty() && !size.equals("0") && !size.equals("1");
    }

    private static byte[] ubjText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + Long.BYTES + utf8.length)
                .put((byte) 'S')
                .put((byte) 'L')
                .putLong(utf8.length)
                .put(utf8)
                .array();
    }

    private static byte[] spliced(byte[] bytes, int start, int end, byte[] replacement) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        try {
            out.write(bytes, 0, start);
            out.write(replacement);
            out.write(bytes, end, bytes.length - end);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory does not fail.", e);
        }
        return out.toByteArray();
    }
}
