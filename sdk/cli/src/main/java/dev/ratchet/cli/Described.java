/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.data.profile.ColumnProfile;
import dev.ratchet.data.profile.DataProfile;
import dev.ratchet.data.split.LeakageCheck;
import dev.ratchet.data.split.LeakageReport;
import dev.ratchet.data.split.TargetStrength;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Data by its columns.
 *
 * @param profile the figures of the columns
 * @param target the column to be predicted, where there is one, and what the others say of it
 */
record Described(DataProfile profile, @Nullable Target target) {

    private static final int LENGTH = 32;

    /** What the columns say of one of them. */
    record Target(String column, List<TargetStrength> strengths, LeakageReport leakage) {}

    /** Works on the data; with a target it must be in memory. */
    static Described of(OpenedData data, @Nullable String target, Consumer<String> now) {
        DataProfile profile = data.profile();
        if (target == null || !(data instanceof OpenedData.InMemory memory)) {
            return new Described(profile, null);
        }
        now.accept("Comparing the columns with '" + target + "'");
        List<TargetStrength> strengths = TargetStrength.of(memory.table(), target);
        LeakageReport leakage = LeakageCheck.of(memory.table()).target(target).check();
        return new Described(profile, new Target(target, strengths, leakage));
    }

    String html() {
        return profile.toHtml();
    }

    String duplicates() {
        return ", " + (profile.duplicatesExact() ? "" : "about ")
                + Texts.count(profile.duplicateRows(), "duplicate row");
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", profile.columns().stream().map(Described::schema).toList());
        json.put("profile", profile.toJsonValue());
        if (target != null) {
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            told.put("column", target.column());
            told.put("columns", target.strengths().stream().map(Described::json).toList());
            told.put("leakage", JsonText.readObject(target.leakage().toJson()));
            json.put("target", told);
        }
        return json;
    }

    private static Map<String, @Nullable Object> schema(ColumnProfile column) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", column.type().text());
        json.put("missing", column.missing());
        return json;
    }

    private static Map<String, @Nullable Object> json(TargetStrength strength) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", strength.column());
        json.put("measure", strength.measure().name().toLowerCase(Locale.ROOT));
        json.put("value", strength.value());
        json.put("rows", strength.rows());
        return json;
    }

    void print(CliContext context) {
        context.out().println();
        Table table = new Table(List.of(
                "column", "type", ">missing", ">", ">distinct", ">min", ">median", ">max", ">mean", ">deviation", ""));
        profile.columns().forEach(column -> table.row(cells(column), column.missing() > 0 ? 2 : -1, Style.YELLOW));
        context.print(table, "");
        if (target != null) {
            context.out().println();
            print(context, target);
        }
    }

    private static void print(CliContext context, Target target) {
        context.heading("What each column alone says of '" + Texts.printable(target.column()) + "'");
        Table table = new Table(List.of("column", "measure", ">value", ">rows"));
        for (TargetStrength strength : target.strengths()) {
            String measure = strength.measure().name().replace('_', ' ');
            table.row(
                    Texts.cut(strength.column(), LENGTH),
                    measure.equals("AUC") ? measure : measure.toLowerCase(Locale.ROOT),
                    strength.value()
                            .map(value -> String.format(Locale.ROOT, "%.4f", value))
                            .orElse("-"),
                    String.valueOf(strength.rows()));
        }
        context.print(table, "");
        context.out().println();
        context.out().print(target.leakage().toText());
    }

    private static List<String> cells(ColumnProfile column) {
        List<String> cells = new ArrayList<>(List.of(
                Texts.cut(column.name(), LENGTH),
                column.type().text(),
                String.valueOf(column.missing()),
                column.missing() == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * column.missingShare()),
                (column.distinctExact() ? "" : "about ") + column.distinct()));
        if (column.numbers().isPresent()) {
            ColumnProfile.Numbers numbers = column.numbers().get();
            cells.add(Texts.number(numbers.min()));
            cells.add(
                    Texts.number(Objects.requireNonNullElse(numbers.quantiles().get(0.5), Double.NaN)));
            cells.add(Texts.number(numbers.max()));
            cells.add(Texts.number(numbers.mean()));
            cells.add(Texts.number(numbers.deviation()));
        } else {
            cells.addAll(List.of(
                    shown(column.min().orElse("")), "", shown(column.max().orElse("")), "", ""));
        }
        cells.add(String.join(", ", column.notes()));
        return cells;
    }

    private static String shown(String value) {
        return Texts.cut(Texts.printable(value), LENGTH);
    }
}
