/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.json;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.values.TextValues;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the type of one column by the rules for CSV files, as far as JSON leaves something to find: a text in quotes is
 * never a number.
 */
final class JsonTypes {

    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}.*");
    private static final Pattern ZONE = Pattern.compile(".*(Z|[+-][0-9]{2}(:?[0-9]{2})?)");
    private static final List<DataType> TIMES = List.of(DataType.DATE, DataType.TIMESTAMP, DataType.TIMESTAMP_UTC);
    private static final int DAY_LENGTH = 10;

    private final Map<DataType, Boolean> candidates = new LinkedHashMap<>();
    private boolean any;

    JsonTypes() {
        candidates.put(DataType.BOOLEAN, true);
        candidates.put(DataType.INT64, true);
        candidates.put(DataType.FLOAT64, true);
        TIMES.forEach(type -> candidates.put(type, true));
    }

    /** Takes one value more into account. */
    void see(Object value) {
        any = true;
        candidates.replaceAll((type, still) -> still && fits(type, value));
    }

    private static boolean fits(DataType type, Object value) {
        if (value instanceof Boolean) {
            return type.equals(DataType.BOOLEAN);
        } else if (value instanceof JsonRows.Literal number) {
            return type.equals(DataType.FLOAT64)
                    || (type.equals(DataType.INT64) && number.whole() && isLong(number.text()));
        } else if (value instanceof String text) {
            return TIMES.contains(type) && isTime(type, text);
        }
        return false;
    }

    private static boolean isLong(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isTime(DataType type, String text) {
        boolean day = type.equals(DataType.DATE);
        boolean zoned = text.length() > DAY_LENGTH
                && ZONE.matcher(text.substring(DAY_LENGTH)).matches();
        if (day != (text.length() == DAY_LENGTH)
                || (!day && !TIME.matcher(text).matches())
                || zoned != type.equals(DataType.TIMESTAMP_UTC)) {
            return false;
        }
        try {
            TextValues.parse(type, text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The first type that holds all values; text if there is none. */
    DataType found() {
        return candidates.entrySet().stream()
                .filter(candidate -> any && candidate.getValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(DataType.STRING);
    }
}
