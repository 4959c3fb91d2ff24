/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;

/** A comparison on a terminal. */
public final class ComparisonText {

    private static final int VALUE_LENGTH = 40;

    private final Comparison comparison;
    private final PrintWriter out;
    private final ZoneId zone;
    private final boolean colour;

    /** Prepares the printing. */
    public ComparisonText(Comparison comparison, PrintWriter out, ZoneId zone, boolean colour) {
        this.comparison = comparison;
        this.out = out;
        this.zone = zone;
        this.colour = colour;
    }

    /** Prints; without {@code all} only params and libraries that differ. */
    public void print(boolean all) {
        print(Grid.runs(comparison, zone));
        rows("Params", "PARAM", comparison.params(), all);
        section("Metrics", Grid.metrics(comparison));
        section("Datasets", Grid.datasets(comparison));
        section("Code", Grid.of("CODE", comparison, comparison.code(), VALUE_LENGTH));
        rows("Libraries", "LIBRARY", comparison.libraries(), all);
        for (ComparedRun run : comparison.runs()) {
            if (run.librariesProblem() != null) {
                out.println();
                out.println("Libraries of " + run.label() + " are not known: " + run.librariesProblem());
            }
        }
    }

    private void rows(String title, String heading, List<Row> rows, boolean all) {
        List<Row> shown = Comparison.shown(rows, all);
        if (shown.isEmpty() && !rows.isEmpty()) {
            out.println();
            out.println(Style.BOLD.of(title, colour) + ": all " + rows.size() + " are the same.");
            return;
        }
        section(title, Grid.of(heading, comparison, shown, VALUE_LENGTH));
        long same = rows.stream().filter(row -> !row.differs()).count();
        if (!all && same > 0 && !shown.isEmpty()) {
            out.println(
                    "  " + Style.DIM.of("and " + Texts.count(same, "other") + " the same; --all shows them", colour));
        }
    }

    private void section(String title, Grid grid) {
        if (!grid.rows().isEmpty()) {
            out.println();
            out.println(Style.BOLD.of(title, colour));
            print(grid);
        }
    }

    private void print(Grid grid) {
        Table table = new Table(grid.headings());
        grid.rows().forEach(table::row);
        table.lines("  ", colour).forEach(out::println);
    }
}
