/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.duckdb.FileContent;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The objects of a file: one array of them, or one after the other. Used by one thread. */
final class JsonRows implements AutoCloseable {

    // Python writes NaN and Infinity, which JSON does not have.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String OPEN_QUOTE = "Illegal unquoted character ((CTRL-CHAR, code 1";

    private final Path file;
    private final Predicate<String> isList;
    private final JsonParser parser;
    private final boolean array;
    private long row;
    private boolean ended;

    /**
     * A number as it is written.
     *
     * @param text its text
     * @param whole whether it has neither point nor exponent
     */
    record Literal(String text, boolean whole) {}

    /**
     * An array or an object.
     *
     * @param json its text, without blanks
     */
    record Nested(String json) {}

    /**
     * Opens a file.
     *
     * @param isList the columns whose arrays are read as lists instead of as text
     */
    JsonRows(Path file, Predicate<String> isList) {
        this.file = file;
        this.isList = isList;
        InputStream content = null;
        JsonParser opened = null;
        try {
            content = FileContent.open(file);
            opened = FACTORY.createParser(content);
            this.parser = opened;
            JsonToken first = opened.nextToken();
            if (first == null) {
                throw new RatchetException(
                        "'" + file + "' is empty: there is no JSON in it. A table of no rows is '[]',"
                                + " read with a declared schema.");
            }
            this.array = first == JsonToken.START_ARRAY;
            if (array) {
                opened.nextToken();
            }
        } catch (IOException | RuntimeException e) {
            closeAfter(opened);
            // A parser that could not be made has not taken it over.
            closeAfter(content);
            throw e instanceof IOException io ? explain(io) : (RuntimeException) e;
        }
    }

    private static void closeAfter(@Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // The first error is told.
        }
    }

    /** The number of the last row, from 1. */
    long row() {
        return row;
    }

    /** Row and line for messages. */
    String place() {
        return "'" + file + "', row " + row + " (line "
                + parser.currentTokenLocation().getLineNr() + ")";
    }

    /** The next object's values by name; null at the end. Values that are null are absent. */
    @Nullable
    Map<String, Object> next() {
        try {
            JsonToken token = parser.currentToken();
            if (ended) {
                return null;
            }
            if (array ? token == JsonToken.END_ARRAY : token == null) {
                if (array && parser.nextToken() != null) {
                    throw new RatchetException(place() + ": there is more behind the end of the array.");
                }
                ended = true;
                return null;
            }
            if (token == null) {
                throw new RatchetException("'" + file + "' is JSON that was cut off after row " + row
                        + ". Copy, download or write it again.");
            }
            row++;
            if (token != JsonToken.START_OBJECT) {
                throw new RatchetException(place() + ": a row is an object such as {\"a\": 1}, but here is "
                        + named(token) + ". Files are one array of objects, or one object per line.");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Object value = value(parser.nextToken(), isList.test(name));
                if (value != null) {
                    values.put(name, value);
                }
            }
            parser.nextToken();
            return values;
        } catch (IOException e) {
            throw explain(e);
        }
    }

    private static String named(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.asString() == null ? "something else" : token.asString();
        };
    }

    private @Nullable Object value(JsonToken token, boolean list) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> new Literal(parser.getText(), true);
            case VALUE_NUMBER_FLOAT -> new Literal(parser.getText(), false);
            case START_ARRAY -> list ? list() : nested();
            case START_OBJECT -> nested();
            default -> parser.getText();
        };
    }

    private List<@Nullable Object> list() throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser.currentToken(), true));
        }
        return items;
    }

    private Nested nested() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.copyCurrentStructureExact(parser);
        }
        return new Nested(text.toString());
    }

    private RatchetException explain(IOException e) {
        if (e instanceof JsonEOFException) {
            return new RatchetException(
                    "'" + file + "' is JSON that was cut off in row " + Math.max(row, 1)
                            + ". Copy, download or write it again.",
                    e);
        }
        if (e instanceof JsonProcessingException wrong) {
            boolean encoding = wrong.getOriginalMessage().startsWith("Invalid UTF-8");
            String line = wrong.getLocation() == null
                    ? ""
                    : ", line " + wrong.getLocation().getLineNr();
            if (encoding) {
                return new RatchetException(
                        "'" + file + "'" + line + ": the text is not UTF-8. Convert the file to UTF-8.", e);
            }
            if (wrong.getOriginalMessage().startsWith(OPEN_QUOTE)) {
                return new RatchetException(
                        "'" + file + "'" + line + ": a quote is opened and not closed before the end of the line.", e);
            }
            return new RatchetException(
                    "'" + file + "'" + line + " is not JSON: "
                            + FileContent.sentence(new IOException(wrong.getOriginalMessage())) + "."
                            + FileContent.guessOfText(file),
                    e);
        }
        return FileContent.unreadable(file, e);
    }

    @Override
    public void close() {
        closeAfter(parser);
    }
}
