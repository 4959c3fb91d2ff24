/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import java.util.ArrayList;
import java.util.List;

/** A profile as text in columns. */
final class ProfileText {

    private static final int WIDEST = 32;
    private static final List<String> HEADER =
            List.of("column", "type", "missing", "distinct", "min", "median", "max", "mean", "deviation", "notes");

    private ProfileText() {}

    static String of(DataProfile profile) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        profile.columns().forEach(column -> lines.add(line(column)));
        int[] widths = new int[HEADER.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(profile.name()
                + ": " + profile.rows() + " rows, " + profile.columns().size() + " columns, "
                + Figures.count(profile.duplicateRows(), profile.duplicatesExact()) + " duplicate rows\n\n");
        for (List<String> line : lines) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                out.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            text.append(out.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> line(ColumnProfile column) {
        List<String> cells = new ArrayList<>();
        cells.add(fit(column.name()));
        cells.add(column.type().text());
        cells.add(column.missing() == 0 ? "0" : column.missing() + " (" + Figures.percent(column.missingShare()) + ")");
        cells.add(Figures.count(column.distinct(), column.distinctExact()));
        if (column.numbers().isPresent()) {
            ColumnProfile.Numbers numbers = column.numbers().get();
            cells.add(Figures.of(numbers.min()));
            cells.add(Figures.of(numbers.quantiles().getOrDefault(0.5, Double.NaN)));
            cells.add(Figures.of(numbers.max()));
            cells.add(Figures.of(numbers.mean()));
            cells.add(Figures.of(numbers.deviation()));
        } else {
            cells.add(fit(column.min().orElse("")));
            cells.add("");
            cells.add(fit(column.max().orElse("")));
            cells.add("");
            cells.add("");
        }
        cells.add(notes(column));
        return cells;
    }

    static String notes(ColumnProfile column) {
        List<String> notes = new ArrayList<>(column.notes());
        if (column.type().isText() && !column.top().isEmpty() && !column.isIdentifierLike()) {
            notes.add("most often '" + fit(column.top().get(0).value()) + "' (" + Figures.percent(column.topShare())
                    + ")");
        }
        return String.join(", ", notes);
    }

    static String fit(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 3) + "...";
    }
}
