/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.data.TableFile;
import dev.ratchet.data.TableScan;
import dev.ratchet.data.TableSchema;
import dev.ratchet.dataset.DatasetDigest;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what one file holds. */
final class DatasetReport {

    private final CliContext context;
    private final FileOptions options;

    DatasetReport(CliContext context, FileOptions options) {
        this.context = context;
        this.options = options;
    }

    void digests(Path path, boolean anyOrder) {
        TableFile file = DatasetFiles.open(path, options);
        TableScan scan = file.scan();
        List<DatasetDigest> more = anyOrder ? List.of(file.digestOfRowsInAnyOrder()) : List.of();
        if (options.json()) {
            context.json(DatasetFiles.json(file, scan, more));
            return;
        }
        head(file, scan);
        print(scan, more);
    }

    void description(Path path, @Nullable Path saved) {
        TableFile file = DatasetFiles.open(path, options);
        TableScan scan = file.scan();
        if (saved != null) {
            DatasetFiles.save(scan.schema(), saved);
        }
        if (options.json()) {
            Map<String, @Nullable Object> json = DatasetFiles.json(file, scan, List.of());
            json.put("schema", columns(scan));
            context.json(json);
        } else {
            head(file, scan);
            print(scan);
            context.out().println();
            print(scan, List.of());
        }
        if (saved != null) {
            context.err().println("Written: " + saved);
        }
    }

    private void head(TableFile file, TableScan scan) {
        context.heading(Texts.printable(file.path().toString()));
        context.out()
                .println(Texts.count(scan.rowCount(), "row") + ", "
                        + Texts.count(scan.schema().size(), "column"));
        context.out().println();
    }

    private void print(TableScan scan, List<DatasetDigest> more) {
        Table table = new Table(List.of("digest", ""));
        List<DatasetDigest> all = new ArrayList<>(scan.identity().digests());
        all.addAll(more);
        all.forEach(digest -> table.row(digest.kind(), digest.hex()));
        context.print(table, "");
    }

    private void print(TableScan scan) {
        Table table = new Table(List.of("column", "type", ">missing", ">"));
        for (int i = 0; i < scan.schema().size(); i++) {
            TableSchema.Field field = scan.schema().fields().get(i);
            long missing = scan.missing().get(i);
            List<String> cells = List.of(
                    field.name(),
                    field.type().text(),
                    String.valueOf(missing),
                    missing == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100.0 * missing / scan.rowCount()));
            table.row(cells, missing > 0 ? 2 : -1, Style.YELLOW);
        }
        context.print(table, "");
    }

    private static List<Map<String, Object>> columns(TableScan scan) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (int i = 0; i < scan.schema().size(); i++) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", scan.schema().fields().get(i).name());
            column.put("type", scan.schema().type(i).text());
            column.put("missing", scan.missing().get(i));
            columns.add(column);
        }
        return columns;
    }
}
