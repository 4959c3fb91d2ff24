/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Schema files: {@code {"columns": [{"name": ..., "type": ...}, ...]}}; unknown fields are skipped. */
final class SchemaJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private SchemaJson() {}

    static String write(TableSchema schema) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("columns");
            for (TableSchema.Field field : schema.fields()) {
                json.writeStartObject();
                json.writeStringField("name", field.name());
                json.writeStringField("type", field.type().text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out + "\n";
    }

    static TableSchema read(String text) {
        TableSchema.Builder schema = TableSchema.builder();
        boolean found = false;
        try (JsonParser json = FACTORY.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "the file is an object with a list 'columns'");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean columns = json.currentName().equals("columns");
                JsonToken value = json.nextToken();
                if (columns) {
                    expect(value, JsonToken.START_ARRAY, "'columns' is a list");
                    columns(json, schema);
                    found = true;
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON: " + firstLine(e), e);
        }
        if (!found) {
            throw new IllegalArgumentException("it has no list 'columns'");
        }
        return schema.build();
    }

    private static void columns(JsonParser json, TableSchema.Builder schema) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_OBJECT, "every entry of 'columns' is an object");
            String name = "";
            String type = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("name") || key.equals("type")) {
                    expect(value, JsonToken.VALUE_STRING, "'" + key + "' is a text");
                    name = key.equals("name") ? json.getText() : name;
                    type = key.equals("type") ? json.getText() : type;
                } else {
                    json.skipChildren();
                }
            }
            schema.column(name, DataType.parse(type));
        }
    }

    private static void expect(JsonToken actual, JsonToken wanted, String rule) {
        if (actual != wanted) {
            throw new IllegalArgumentException(rule + ", but there is something else");
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
