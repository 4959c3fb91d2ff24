/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.text;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV as RFC 4180 has them: commas, CRLF, and quotes, doubled inside, where a cell needs them. */
public final class CsvText {

    private CsvText() {}

    /** The cells as a line with its end. */
    public static String line(List<String> cells) {
        return cells.stream().map(CsvText::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        boolean edge = !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
        return quoted || edge ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
