/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.data.DataType;

import java.util.Collections;
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
    private static final List<DataType> TYPES = List.copyOf(PATTERNS.keySet());
    private static final int OTHER_TEXT = 1 << TYPES.size();

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

    /**
     * A query of a row per column with a number whose bits are the types that its values are of. The columns are put
     * below each other, because planning the tests for each of them takes longer than reading a small file.
     */
    static String sql(List<String> columns, String rows) {
        return "select bit_or(" + type("value") + ") from (select unnest([" + String.join(", ", columns)
                + "]) as value, unnest(range(" + columns.size() + ")) as position from (" + rows
                + ")) group by position order by position";
    }

    /** A value is of the first type that it fits, so that few of them are tried. */
    private static String type(String value) {
        StringBuilder cases = new StringBuilder("case when " + value + " is null then 0");
        PATTERNS.forEach((type, pattern) -> cases.append(" when regexp_full_match(")
                .append(value)
                .append(", ")
                .append(DuckDb.text(pattern))
                .append(") and try_cast(")
                .append(value)
                .append(" as ")
                .append(SqlTypes.sql(type))
                .append(") is not null then ")
                .append(bit(type)));
        return cases.append(" else ").append(OTHER_TEXT).append(" end").toString();
    }

    /** The types by the answer to the query, which has no rows when the file has none; a column without values is text. */
    static List<DataType> types(List<Integer> answers, int columns) {
        return answers.isEmpty()
                ? Collections.nCopies(columns, DataType.STRING)
                : answers.stream().map(TypeInference::type).toList();
    }

    private static DataType type(int found) {
        if (found == (bit(DataType.INT64) | bit(DataType.FLOAT64))) {
            return DataType.FLOAT64;
        }
        return TYPES.stream().filter(type -> found == bit(type)).findFirst().orElse(DataType.STRING);
    }

    private static int bit(DataType type) {
        return 1 << TYPES.indexOf(type);
    }
}
