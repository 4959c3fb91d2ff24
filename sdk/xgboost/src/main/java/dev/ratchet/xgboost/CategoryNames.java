/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of the categories that XGBoost 3.1 and later keep in the model: one string of bytes, cut at offsets. */
final class CategoryNames {

    private CategoryNames() {}

    /** The texts by the features' positions; categories that are numbers are left out. */
    static Map<Integer, List<String>> of(@Nullable Object root) {
        List<?> encodings = ModelTree.list(ModelTree.forest(root), "cats", "enc");
        Map<Integer, List<String>> names = new LinkedHashMap<>();
        for (int feature = 0; feature < encodings.size(); feature++) {
            Object offsets = ModelTree.at(encodings.get(feature), "offsets");
            if (ModelTree.length(offsets) > 1) {
                names.put(feature, texts(offsets, ModelTree.at(encodings.get(feature), "values")));
            }
        }
        return names;
    }

    private static List<String> texts(@Nullable Object offsets, @Nullable Object values) {
        byte[] utf8 = new byte[ModelTree.length(values)];
        for (int i = 0; i < utf8.length; i++) {
            utf8[i] = (byte) ModelTree.number(values, i);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < ModelTree.length(offsets); i++) {
            int start = (int) ModelTree.number(offsets, i - 1);
            int end = (int) ModelTree.number(offsets, i);
            texts.add(new String(utf8, start, end - start, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
