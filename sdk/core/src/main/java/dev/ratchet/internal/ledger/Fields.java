/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The fields of a JSON object of a known kind; one that is missing or of another kind is an error that names it. */
record Fields(Map<String, @Nullable Object> json) {

    String text(String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw wrong(key, "a text");
    }

    long bigNumber(String key) {
        if (json.get(key) instanceof Long number) {
            return number;
        }
        throw wrong(key, "a whole number");
    }

    int number(String key) {
        long number = bigNumber(key);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(key, "a number of an entry or version");
        }
        return (int) number;
    }

    boolean truth(String key) {
        if (json.get(key) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(key, "true or false");
    }

    Fields of(String key) {
        Fields fields = optional(key);
        if (fields == null) {
            throw wrong(key, "an object");
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    Fields optional(String key) {
        Object value = json.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            return new Fields((Map<String, @Nullable Object>) map);
        }
        throw wrong(key, "an object");
    }

    private static IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException("its field '" + key + "' is not " + expected);
    }
}
