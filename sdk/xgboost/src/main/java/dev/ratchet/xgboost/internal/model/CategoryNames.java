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

/**
 * The texts of the categories that XGBoost 3.1 and later keep in the model: bytes, cut at offsets. Python counts
 * characters where it means bytes and so cuts texts beyond ASCII at wrong places; those are left out.
 */
final class CategoryNames {

    private CategoryNames() {}

    /** The texts by the features' positions; features whose categories are numbers are left out too. */
    static Map<Integer, List<String>> of(@Nullable Object root) {
        List<?> encodings = ModelTree.list(ModelTree.forest(root), "cats", "enc");
        Map<Integer, List<String>> names = new LinkedHashMap<>();
        for (int feature = 0; feature < encodings.size(); feature++) {
            Object offsets = ModelTree.at(encodings.get(feature), "offsets");
            String all = ascii(ModelTree.at(encodings.get(feature), "values"));
            if (ModelTree.length(offsets) > 1 && all != null) {
                names.put(feature, texts(offsets, all));
            }
        }
        return names;
    }

    private static @Nullable String ascii(@Nullable Object values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ModelTree.length(values); i++) {
            int character = (int) ModelTree.number(values, i);
            if (character < 0 || character > 0x7F) {
                return null;
            }
            text.append((char) character);
        }
        return text.toString();
    }

    private static List<String> texts(@Nullable Object offsets, String all) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < ModelTree.length(offsets); i++) {
            texts.add(all.substring((int) ModelTree.number(offsets, i - 1), (int) ModelTree.number(offsets, i)));
        }
        return texts;
    }
}
