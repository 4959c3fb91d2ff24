/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.TableSchema;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's errors about CSV files in one sentence that names file, line and column. */
final class CsvErrors {

    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern WIDTH = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern VALUE = Pattern.compile(
            "Error when converting column \"c(\\d+)\"\\. Could not convert string \"(.*)\" to '(.+)'", Pattern.DOTALL);

    private final Path file;
    private final CsvOptions options;

    CsvErrors(Path file, CsvOptions options) {
        this.file = file;
        this.options = options;
    }

    RatchetException explain(Exception e) {
        return explain(e, TableSchema.builder().build());
    }

    RatchetException explain(Exception e, TableSchema schema) {
        String message = String.valueOf(e.getMessage());
        Matcher line = LINE.matcher(message);
        String place = "'" + file + "'" + (line.find() ? ", line " + line.group(1) : "");
        Matcher value = VALUE.matcher(message);
        Matcher width = WIDTH.matcher(message);
        if (value.find() && Integer.parseInt(value.group(1)) < schema.size()) {
            return new RatchetException(conversion(place, value, schema), e);
        }
        if (width.find()) {
            return new RatchetException(
                    place + ": " + width.group(2) + (width.group(2).equals("1") ? " value" : " values")
                            + ", but the header names " + width.group(1)
                            + (width.group(1).equals("1") ? " column" : " columns")
                            + ". Correct the line, or set the delimiter and quote of the file (now '"
                            + (options.delimiter() == '\t' ? "\\t" : options.delimiter()) + "' and '" + options.quote()
                            + "').",
                    e);
        }
        if (message.contains("unterminated quote")) {
            return new RatchetException(
                    place + ": a quote (" + options.quote() + ") is opened and not closed before the end of the value."
                            + " Quotes inside of a quoted value are doubled.",
                    e);
        }
        if (message.contains("not utf-8 encoded") || message.contains("Invalid unicode")) {
            return notInCharset(place, options, e);
        }
        return new RatchetException(place + " cannot be read as CSV: " + DuckDbErrors.firstLine(e), e);
    }

    static RatchetException notInCharset(String place, CsvOptions options, @Nullable Exception e) {
        return new RatchetException(
                place + ": the text is not " + options.charset().name() + ". Set the encoding of the file by"
                        + " CsvOptions.builder().charset(StandardCharsets.ISO_8859_1), or convert it to UTF-8.",
                e);
    }

    private String conversion(String place, Matcher value, TableSchema schema) {
        TableSchema.Field field = schema.fields().get(Integer.parseInt(value.group(1)));
        return place + ", column '" + field.name() + "': '" + value.group(2) + "' is not a value of type "
                + field.type() + ". Declare a type that holds all values of the column (string, for example), or, when"
                + " the text means that the value is missing, name it as a null text"
                + " (CsvOptions.builder().nullTexts(...)).";
    }
}
