/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.xgboost.internal.Guards;
import dev.ratchet.xgboost.internal.XGBoost4J;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes model files of other versions of XGBoost fit for XGBoost4J, which loads all of them without a word and scores
 * some wrongly: since 3.1 the base score is a list, which it does not understand. What is loaded is a copy; nothing is written back.
 */
public final class PythonModels {

    /** The class of models that score with all trees; scikit-learn's wrappers stop at the best iteration. */
    public static final String BOOSTER_CLASS = "xgboost.core.Booster";

    /** The newest version whose models are known to score the same. */
    private static final int[] NEWEST = {3, 2};

    private static final String UNREADABLE = "The model file is in the old binary format and XGBoost cannot read it: ";
    private static final String REMEDY =
            ". Load it with the Python packages that saved it, and log it anew with model_format='ubj'.";

    private PythonModels() {}

    /**
     * What to load. Needs the native library.
     *
     * @param wrapper whether one of scikit-learn's wrappers predicts in Python
     * @throws RatchetException when XGBoost4J would score the model wrongly and nothing can be done about it here
     */
    public static FittedModel fitForJava(byte[] bytes, boolean wrapper) {
        if (startsWith(bytes, "binf")) {
            return fitForJava(converted(bytes), wrapper);
        }
        if (!startsWith(bytes, "{")) {
            throw new RatchetException(
                    "The model file is no XGBoost model in UBJSON, JSON or the binary format of XGBoost" + " 1"
                            + REMEDY);
        }
        Object root = isJson(bytes) ? new JsonModelReader(bytes).read() : parsed(new UbjReader(bytes));
        refuseUnknown(root);
        try {
            boolean changed = VectorLeaves.repair(root);
            changed |= wrapper && DartLeaves.round(root);
            changed |= BaseScores.repair(root);
            changed |= completed(root);
            return new FittedModel(
                    changed ? UbjWriter.write(root) : bytes,
                    sentinel(root),
                    ModelTree.isLinear(root),
                    CategoryNames.of(root));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new RatchetException(
                    "The model file is damaged: its parts do not fit together. Save it anew with the"
                            + " Python packages that trained it.",
                    e);
        }
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.US_ASCII);
        return bytes.length > expected.length && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
    }

    /** The binary format, which XGBoost4J still reads, as UBJSON, so that what it says can be looked at. */
    private static byte[] converted(byte[] binary) {
        try {
            Booster booster = XGBoost.loadModel(binary);
            try {
                return booster.toByteArray("ubj");
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw new RatchetException(UNREADABLE + Guards.withoutNativeStack(e).getMessage() + REMEDY, e);
        } catch (IOException e) {
            throw new RatchetException(UNREADABLE + e.getMessage() + REMEDY, e);
        }
    }

    /** Old versions leave out what XGBoost4J wants: the parameters of reg:gamma, the rounds where there are none. */
    private static boolean completed(@Nullable Object root) {
        boolean changed = false;
        if (ModelTree.text(root, "learner", "objective", "name").equals("reg:gamma")
                && ModelTree.at(root, "learner", "objective", "reg_loss_param") == null) {
            Map<String, String> param = Map.of("scale_pos_weight", "1");
            ModelTree.map(root, "learner", "objective").put("reg_loss_param", param);
            changed = true;
        }
        Object forest = ModelTree.forest(root);
        if (ModelTree.at(forest, "trees") != null
                && ModelTree.list(forest, "trees").isEmpty()
                && ModelTree.list(forest, "iteration_indptr").isEmpty()) {
            ModelTree.map(forest).put("iteration_indptr", List.of(0L));
            changed = true;
        }
        return changed;
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
        if (version.isEmpty()) {
            return;
        }
        if (version.get(0) > NEWEST[0]
                || (version.get(0) == NEWEST[0] && version.size() > 1 && version.get(1) > NEWEST[1])) {
            throw new RatchetException("XGBoost " + saved + " saved this model. Its format is known here up to "
                    + NEWEST[0] + "." + NEWEST[1] + ", and XGBoost4J " + XGBoost4J.VERSION
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
        return IntStream.range(0, ModelTree.length(version))
                .map(i -> (int) ModelTree.number(version, i))
                .boxed()
                .toList();
    }
}
