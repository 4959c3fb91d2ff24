/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text on a terminal. The first column stands to the left, those that hold numbers to the right. */
final class TextTable {

    private static final int LONGEST_CELL = 60;

    private final List<List<String>> rows = new ArrayList<>();
    private final int numbersFrom;
    private final int numbersTo;

    /** A table whose columns from the first of these to before the second hold numbers. */
    TextTable(int numbersFrom, int numbersTo) {
        this.numbersFrom = numbersFrom;
        this.numbersTo = numbersTo;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    TextTable row(List<String> cells) {
        rows.add(cells.stream().map(TextTable::cell).toList());
        return this;
    }

    /** What a terminal shows of a text: one line, no commands. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> out.appendCodePoint(isShown(codePoint) ? codePoint : '?'));
        return out.toString();
    }

    private static boolean isShown(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String cell(String text) {
        String plain = plain(text);
        return plain.codePointCount(0, plain.length()) <= LONGEST_CELL
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_CELL - 3)) + "...";
    }

    /** The rows, each with a line break and two blanks in front. */
    String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String blanks = " ".repeat(widths[i] - length(row.get(i)));
                boolean number = i >= numbersFrom && i < numbersTo;
                line.append("  ").append(number ? blanks + row.get(i) : row.get(i) + blanks);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
