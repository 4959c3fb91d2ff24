/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableDiff;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the data of two files and prints what differs. */
final class DatasetComparison {

    private static final int LENGTH = 40;

    private final CliContext context;
    private final FileOptions options;

    DatasetComparison(CliContext context, FileOptions options) {
        this.context = context;
        this.options = options;
    }

    /** Whether both hold the same data in the same order. */
    boolean compare(Path first, Path second, List<String> key, int limit) {
        OpenedData.InFile one = new OpenedData.InFile(DatasetFiles.open(first, options));
        OpenedData.InFile other = new OpenedData.InFile(DatasetFiles.open(second, options));
        List<String> differences = Activity.during(context, "Reading '" + first + "'", now -> {
            one.scan();
            now.accept("Reading '" + second + "'");
            return one.scan().digest().differences(other.scan().digest());
        });
        TableDiff rows = differences.isEmpty() || key.isEmpty()
                ? null
                : Activity.during(context, "Comparing the rows", now -> rows(one, other, key, limit));
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("equal", differences.isEmpty());
            json.put("first", one.json(one.digests(false)));
            json.put("second", other.json(other.digests(false)));
            json.put("differences", differences);
            json.put("rows", rows == null ? null : json(rows));
            context.json(json);
        } else if (differences.isEmpty()) {
            context.out()
                    .println("The same data: " + Texts.count(one.rowCount(), "row") + ", "
                            + one.scan().digest().digest());
        } else {
            context.heading("The data differs");
            differences.forEach(line -> context.out().println("  " + Texts.printable(line)));
            if (rows != null) {
                print(rows, key);
            }
        }
        return differences.isEmpty();
    }

    private static TableDiff rows(OpenedData.InFile one, OpenedData.InFile other, List<String> key, int limit) {
        try (Table first = one.read();
                Table second = other.read()) {
            return first.differences(second, key, limit);
        }
    }

    private void print(TableDiff diff, List<String> key) {
        PrintWriter out = context.out();
        out.println();
        context.heading("Rows by " + String.join(", ", key));
        if (diff.isEmpty()) {
            out.println("  the same in the columns that both have in one type; their order may differ");
            return;
        }
        out.println("  changed " + diff.changed() + ", only in A " + diff.onlyInFirst() + ", only in B "
                + diff.onlyInSecond());
        diff.columns()
                .forEach(column -> out.println(
                        "  column '" + Texts.printable(column.column()) + "': " + Texts.count(column.rows(), "row")));
        out.println();
        diff.rows().forEach(this::print);
        long more = diff.changed()
                + diff.onlyInFirst()
                + diff.onlyInSecond()
                - diff.rows().size();
        if (more > 0) {
            out.println("  ... and " + Texts.count(more, "row") + " more");
        }
    }

    private void print(TableDiff.RowDifference row) {
        String key = Texts.printable(String.join(", ", row.key()));
        switch (row.where()) {
            case FIRST -> context.out().println(Style.RED.of("- " + key, context.colour()));
            case SECOND -> context.out().println(Style.GREEN.of("+ " + key, context.colour()));
            case BOTH -> {
                context.out().println("~ " + key);
                row.cells()
                        .forEach(cell -> context.out()
                                .println("    " + Texts.printable(cell.column()) + ": " + shown(cell.first()) + " -> "
                                        + shown(cell.second())));
            }
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "missing" : value.isEmpty() ? "\"\"" : Texts.cut(Texts.printable(value), LENGTH);
    }

    private static Map<String, @Nullable Object> json(TableDiff diff) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("changed", diff.changed());
        json.put("only_in_first", diff.onlyInFirst());
        json.put("only_in_second", diff.onlyInSecond());
        Map<String, Long> columns = new LinkedHashMap<>();
        diff.columns().forEach(column -> columns.put(column.column(), column.rows()));
        json.put("columns", columns);
        json.put("rows", diff.rows().stream().map(DatasetComparison::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(TableDiff.RowDifference row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("where", row.where().name().toLowerCase(Locale.ROOT));
        json.put("key", row.key());
        json.put(
                "cells",
                row.cells().stream()
                        .map(cell -> {
                            Map<String, @Nullable Object> values = new LinkedHashMap<>();
                            values.put("column", cell.column());
                            values.put("first", cell.first());
                            values.put("second", cell.second());
                            return values;
                        })
                        .toList());
        return json;
    }
}
