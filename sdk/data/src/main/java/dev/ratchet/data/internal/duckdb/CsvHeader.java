/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the names in the first record, because DuckDB renames the second of two columns with one name silently. */
final class CsvHeader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char NO_CHARACTER = '\uFFFD';
    private static final int LONGEST = 1 << 24;

    private CsvHeader() {}

    static List<String> read(Path file, CsvOptions options) {
        try (InputStream bytes = FileContent.open(file);
                Reader text = new BufferedReader(new InputStreamReader(bytes, options.charset()))) {
            text.mark(1);
            boolean marked = text.read() == BYTE_ORDER_MARK;
            if (!marked) {
                text.reset();
            }
            List<String> names = record(text, options, file);
            if (marked && names.stream().anyMatch(name -> isQuoted(name, options))) {
                // DuckDB finds a wrong end of such a line, and rows would be lost.
                throw new RatchetException(
                        "'" + file + "', line 1: the file begins with a byte order mark, and a name in"
                                + " the header has a delimiter, a quote or a line end in it. Save the file as UTF-8 without the"
                                + " mark, or give the column a simpler name.");
            }
            check(names, file, options);
            return names;
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
    }

    private static boolean isQuoted(String name, CsvOptions options) {
        return name.chars().anyMatch(c -> c == options.delimiter() || c == options.quote() || c == '\n' || c == '\r');
    }

    private static List<String> record(Reader text, CsvOptions options, Path file) throws IOException {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        boolean anything = false;
        for (int c = text.read(); c >= 0; c = text.read()) {
            anything = true;
            if (c == options.quote()) {
                // A doubled quote closes and opens again; the second one is part of the name.
                if (!quoted && !name.isEmpty()) {
                    name.append((char) c);
                }
                quoted = !quoted;
            } else if (!quoted && c == options.delimiter()) {
                names.add(name.toString());
                name.setLength(0);
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else {
                name.append((char) c);
            }
            if (name.length() > LONGEST) {
                throw new RatchetException("'" + file + "' has no end of its first line within 16 MB: it is no CSV file"
                        + " with '" + options.delimiter() + "' between the columns, or a quote is not closed.");
            }
        }
        if (!anything) {
            throw new RatchetException("'" + file + "' is empty: there is not even a header line. A table of no rows"
                    + " needs one line with the columns' names.");
        }
        if (quoted) {
            throw new RatchetException("'" + file + "', line 1: a quote is opened in the header and never closed.");
        }
        names.add(name.toString());
        return names;
    }

    private static void check(List<String> names, Path file, CsvOptions options) {
        if (names.equals(List.of(""))) {
            throw new RatchetException(
                    "'" + file + "', line 1: the line of the header is empty. The first line of a CSV"
                            + " file names its columns.");
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).indexOf(0) >= 0) {
                throw new RatchetException("'" + file + "', line 1: there are zero bytes in the header, so the file is"
                        + " UTF-16 or no text. Convert it to UTF-8." + FileContent.guessOfText(file));
            }
            if (names.get(i).indexOf(NO_CHARACTER) >= 0) {
                // What no character stands for was read as this one.
                throw CsvErrors.notInCharset("'" + file + "', line 1", options, null);
            }
            if (names.get(i).isEmpty()) {
                names.set(i, "column_" + (i + 1));
            }
            Integer before = seen.put(names.get(i), i + 1);
            if (before != null) {
                throw new RatchetException("'" + file + "', line 1: columns " + before + " and " + (i + 1)
                        + " are both named '" + names.get(i) + "'. Give every column a name of its own.");
            }
        }
    }
}
