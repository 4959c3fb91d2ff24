/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;

/** Finds its way through a model that was read as maps, lists and arrays. */
final class ModelTree {

    private ModelTree() {}

    /** The value below a path of keys, null where there is none. */
    static @Nullable Object at(@Nullable Object root, String... keys) {
        Object value = root;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    /** The text below a path, empty where there is none. */
    static String text(@Nullable Object root, String... keys) {
        Object value = at(root, keys);
        return value == null ? "" : String.valueOf(value);
    }

    /** The list below a path, empty where there is none. */
    static List<?> list(@Nullable Object root, String... keys) {
        return at(root, keys) instanceof List<?> list ? list : List.of();
    }

    /** How many elements an array or list has. */
    static int length(@Nullable Object array) {
        if (array == null) {
            return 0;
        }
        return array instanceof List<?> list ? list.size() : Array.getLength(array);
    }

    /** One element of an array or list of numbers. */
    static double number(@Nullable Object array, int index) {
        if (array instanceof float[] floats) {
            return floats[index];
        }
        if (array instanceof int[] ints) {
            return ints[index];
        }
        Object value = array instanceof List<?> list ? list.get(index) : Array.get(array, index);
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
