/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.json.JsonText;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Expected figures of data quality from other programs. */
public final class QualityCases {

    private QualityCases() {}

    /** The cases of a procedure that have a result. */
    public static List<Map<?, ?>> of(String procedure) throws IOException {
        Map<?, ?> file = (Map<?, ?>) Objects.requireNonNull(JsonText.read(Files.readString(TestFiles.QUALITY)));
        List<Map<?, ?>> found = new ArrayList<>();
        for (Object one : (List<?>) Objects.requireNonNull(file.get("cases"))) {
            Map<?, ?> json = (Map<?, ?>) one;
            if (procedure.equals(json.get("procedure"))
                    && !map(json, "expected").containsKey("error")) {
                found.add(json);
            }
        }
        return found;
    }

    public static Map<?, ?> map(Map<?, ?> json, String key) {
        return (Map<?, ?>) Objects.requireNonNull(json.get(key));
    }

    public static List<?> list(Map<?, ?> json, String key) {
        return (List<?>) Objects.requireNonNull(json.get(key));
    }

    public static double number(Map<?, ?> json, String key) {
        return ((Number) Objects.requireNonNull(json.get(key))).doubleValue();
    }

    public static double[] numbers(Map<?, ?> json, String key) {
        return list(json, key).stream()
                .mapToDouble(one -> ((Number) one).doubleValue())
                .toArray();
    }
}
