/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a model in JSON as {@link UbjReader} reads one in UBJSON. Used by one thread. */
final class JsonModelReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final byte[] bytes;
    private int baseScoreStart = -1;
    private int baseScoreEnd = -1;

    JsonModelReader(byte[] bytes) {
        this.bytes = bytes;
    }

    @Nullable
    Object read() {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new RatchetException("The XGBoost model cannot be read as JSON: " + e.getMessage(), e);
        }
    }

    int baseScoreStart() {
        return baseScoreStart;
    }

    int baseScoreEnd() {
        return baseScoreEnd;
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING
                    && parser.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .equals("/learner/learner_model_param/base_score")) {
                baseScoreStart = (int) parser.currentTokenLocation().getByteOffset();
                baseScoreEnd = endOfText(baseScoreStart);
            }
            map.put(key, value(parser));
        }
        return map;
    }

    /** A base score has no escapes: the next quote ends it. */
    private int endOfText(int start) {
        int end = start + 1;
        while (bytes[end] != '"') {
            end++;
        }
        return end + 1;
    }
}
