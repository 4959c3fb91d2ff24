/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds its way through a model that was read as maps, lists and arrays. */
public final class ModelTree {

    private ModelTree() {}

    /** The value below a path of keys, null where there is none. */
    public static @Nullable Object at(@Nullable Object root, String... keys) {
        Object value = root;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    /** The text below a path, empty where there is none. */
    public static String text(@Nullable Object root, String... keys) {
        Object value = at(root, keys);
        return value == null ? "" : String.valueOf(value);
    }

    /** The list below a path, empty where there is none. */
    public static List<?> list(@Nullable Object root, String... keys) {
        return at(root, keys) instanceof List<?> list ? list : List.of();
    }

    /** How many elements an array or list has. */
    public static int length(@Nullable Object array) {
        if (array == null) {
            return 0;
        }
        return array instanceof List<?> list ? list.size() : Array.getLength(array);
    }

    /** One element of an array or list of numbers. */
    public static double number(@Nullable Object array, int index) {
        if (array == null) {
            throw new IndexOutOfBoundsException("There is no array.");
        }
        if (array instanceof float[] floats) {
            return floats[index];
        }
        if (array instanceof int[] ints) {
            return ints[index];
        }
        Object value = array instanceof List<?> list ? list.get(index) : Array.get(array, index);
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The map below a path, which may be changed. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object root, String... keys) {
        if (at(root, keys) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new RatchetException("The model file is damaged: it has no " + String.join("/", keys) + ".");
    }

    /** An array as a list where another is a list, as in JSON; XGBoost reads a tree's arrays all in one way. */
    static Object likewise(Object array, @Nullable Object model) {
        if (!(model instanceof List<?>)) {
            return array;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(Array.get(array, i));
        }
        return list;
    }

    /** The part of a model that has the trees; null in a linear model. */
    public static @Nullable Object forest(@Nullable Object root) {
        Object booster = at(root, "learner", "gradient_booster");
        Object dart = at(booster, "gbtree", "model");
        return isLinear(root) || dart != null ? dart : at(booster, "model");
    }

    /** Whether it has weights in place of trees. */
    public static boolean isLinear(@Nullable Object root) {
        return text(root, "learner", "gradient_booster", "name").equals("gblinear");
    }

    /** Whether a leaf has a value for each output. */
    static boolean hasVectorLeaves(@Nullable Object root) {
        List<?> trees = list(forest(root), "trees");
        String size = trees.isEmpty() ? "" : text(trees.get(0), "tree_param", "size_leaf_vector");
        return !size.isEmpty() && Integer.parseInt(size) > 1;
    }
}
