/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.data.DataType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the types of columns of texts: the first type of a list that all texts are written in. Numbers with leading
 * zeros stay text, because they are codes more often than numbers and would lose the zeros.
 */
final class TypeInference {

    private static final String INTEGER = "[+-]?(0|[1-9][0-9]*)";
    private static final String NUMBER =
            "[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?" + "|[+-]?(?i:nan|inf|infinity)";
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?";
    private static final String ZONE = "(Z|[+-][0-9]{2}(:?[0-9]{2})?)";

    private static final Map<DataType, String> PATTERNS = patterns();

    private TypeInference() {}

    private static Map<DataType, String> patterns() {
        Map<DataType, String> patterns = new LinkedHashMap<>();
        patterns.put(DataType.BOOLEAN, "(?i:true|false)");
        patterns.put(DataType.INT64, INTEGER);
        patterns.put(DataType.FLOAT64, NUMBER);
        patterns.put(DataType.DATE, DAY);
        patterns.put(DataType.TIMESTAMP, DAY + "[ T]" + TIME);
        patterns.put(DataType.TIMESTAMP_UTC, DAY + "[ T]" + TIME + ZONE);
        return patterns;
    }

    /** A query of one row with a boolean per column and type. */
    static String sql(List<String> columns, String rows) {
        List<String> tests = new ArrayList<>();
        for (String column : columns) {
            PATTERNS.forEach((type, pattern) -> tests.add("coalesce(bool_and(regexp_full_match(" + column + ", "
                    + DuckDb.text(pattern) + ") and try_cast(" + column + " as " + SqlTypes.sql(type)
                    + ") is not null) filter (where " + column + " is not null), false)"));
        }
        return "select " + String.join(", ", tests) + " from (" + rows + ")";
    }

    /** The answer to the query; a column without any text is text. */
    static List<DataType> types(List<Boolean> answers) {
        List<DataType> types = new ArrayList<>();
        List<DataType> candidates = List.copyOf(PATTERNS.keySet());
        for (int first = 0; first < answers.size(); first += candidates.size()) {
            int found = answers.subList(first, first + candidates.size()).indexOf(true);
            types.add(found < 0 ? DataType.STRING : candidates.get(found));
        }
        return types;
    }
}
