/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.data.FileFormat;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Folds;
import dev.ratchet.data.split.LeakageCheck;
import dev.ratchet.data.split.LeakageReport;
import dev.ratchet.data.split.SplitFolder;
import dev.ratchet.data.split.SplitPlan;
import dev.ratchet.data.split.SplitRecord;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Divides data, looks for leakage, writes the parts and says what was done. */
final class DatasetSplitting {

    /** What was done. */
    private record Done(SplitRecord record, LeakageReport leakage, List<String> files) {}

    private final CliContext context;
    private final FileOptions options;
    private final SourceOptions source;
    private final SplitOptions split;

    DatasetSplitting(CliContext context, FileOptions options, SourceOptions source, SplitOptions split) {
        this.context = context;
        this.options = options;
        this.source = source;
        this.split = split;
    }

    void split() {
        SplitPlan plan = plan();
        // Told before anything is read.
        SplitFolder folder = SplitFolder.at(split.out()).format(FileFormat.valueOf(split.format()));
        Done done;
        try (OpenedData.InMemory data = DatasetFiles.read(context, options, source);
                dev.ratchet.data.Table table = data.table().withKey(split.key().toArray(String[]::new))) {
            Integer folds = split.folds();
            done = Activity.during(
                    context,
                    "Splitting",
                    now -> folds == null ? parts(plan, table, folder, now) : folds(plan, folds, table, folder, now));
        }
        if (options.json()) {
            context.json(json(done));
        } else {
            print(done);
        }
    }

    private SplitPlan plan() {
        SplitPlan plan;
        if (split.stratify() != null) {
            plan = DataSplit.stratified(split.stratify());
        } else if (split.group() != null) {
            plan = DataSplit.grouped(split.group());
        } else if (split.time() != null) {
            plan = DataSplit.byTime(split.time());
        } else if (!split.key().isEmpty()) {
            plan = DataSplit.hashed(split.key().toArray(String[]::new));
        } else {
            plan = DataSplit.random();
        }
        List<Double> shares = split.fractions();
        try {
            return (shares.isEmpty() ? plan : plan.fractions(shares.get(0), shares.get(1), shares.get(2)))
                    .seed(split.seed());
        } catch (IllegalArgumentException e) {
            throw options.usage(String.valueOf(e.getMessage()));
        }
    }

    private Done parts(SplitPlan plan, dev.ratchet.data.Table table, SplitFolder folder, Consumer<String> now) {
        try (DataSplit parts = plan.apply(table)) {
            LeakageReport leakage = check(LeakageCheck.of(parts), now);
            return new Done(parts.record(), leakage, folder.write(parts, leakage));
        }
    }

    private Done folds(
            SplitPlan plan, int count, dev.ratchet.data.Table table, SplitFolder folder, Consumer<String> now) {
        try (Folds folds = plan.folds(count, table)) {
            LeakageReport leakage = check(LeakageCheck.of(folds), now);
            return new Done(folds.record(), leakage, folder.write(folds, leakage));
        }
    }

    private LeakageReport check(LeakageCheck check, Consumer<String> now) {
        now.accept("Looking for leakage");
        if (split.target() != null) {
            check.target(split.target());
        }
        if (split.strict()) {
            check.strict();
        }
        LeakageReport report = check.check();
        now.accept("Writing");
        return report;
    }

    private Map<String, @Nullable Object> json(Done done) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("out", split.out().toString());
        json.put("files", done.files());
        json.put("split", JsonText.readObject(done.record().toJson()));
        json.put("leakage", JsonText.readObject(done.leakage().toJson()));
        return json;
    }

    private void print(Done done) {
        SplitRecord record = done.record();
        context.heading(Texts.printable(split.out().toString()));
        context.out().println(Texts.printable(record.table() + ": " + record.plan()));
        context.out().println();
        Table table = new Table(List.of("part", ">rows", ">", "digest"));
        for (SplitRecord.Part part : record.parts()) {
            table.row(
                    part.name(),
                    String.valueOf(part.rows()),
                    String.format(Locale.ROOT, "%.1f%%", 100.0 * part.rows() / Math.max(1, record.rows())),
                    part.multiset().toString());
        }
        context.print(table, "");
        context.out().println();
        context.out().print(done.leakage().toText());
        context.err().println("Written: " + String.join(", ", done.files()) + " in " + split.out());
    }
}
