/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fields as MLflow writes them: what has its default value is left out, and maps are lists of key and value. */
public final class Fields {

    private Fields() {}

    /** A text, empty where it is absent. */
    public static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** A number, 0 where it is absent; also when it was written as text. */
    public static long number(JsonNode node, String field) {
        return node.path(field).asLong(0);
    }

    /** The pairs of a list of {@code {"key": ..., "value": ...}}. */
    public static Map<String, String> pairs(JsonNode list) {
        Map<String, String> map = new LinkedHashMap<>();
        for (JsonNode pair : list) {
            map.put(text(pair, "key"), text(pair, "value"));
        }
        return map;
    }

    /** Writes pairs; nothing for an empty map. */
    public static void putPairs(ObjectNode node, String field, Map<String, String> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        ArrayNode list = node.putArray(field);
        pairs.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    }

    /** Writes a text unless it is empty. */
    public static void putText(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
