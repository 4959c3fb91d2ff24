/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.dataset.DatasetDigest;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints what data holds. */
final class DatasetReport {

    private final CliContext context;
    private final FileOptions options;
    private final SourceOptions source;

    DatasetReport(CliContext context, FileOptions options, SourceOptions source) {
        this.context = context;
        this.options = options;
        this.source = source;
    }

    void digests(boolean anyOrder) {
        try (OpenedData data = DatasetFiles.open(context, options, source)) {
            List<DatasetDigest> digests =
                    Activity.during(context, "Reading '" + data.shown() + "'", now -> data.digests(anyOrder));
            if (options.json()) {
                context.json(data.json(digests));
                return;
            }
            head(data, "");
            context.out().println();
            print(digests);
        }
    }

    void description(@Nullable Path saved, @Nullable Path page, @Nullable String target) {
        try (OpenedData data = target == null
                ? DatasetFiles.open(context, options, source)
                : DatasetFiles.read(context, options, source)) {
            Described described = Activity.during(context, "Describing '" + data.shown() + "'", now -> {
                data.identity();
                return Described.of(data, target, now);
            });
            if (saved != null) {
                OutputFile.write(
                        saved, "The schema", out -> out.print(data.schema().toJson()));
            }
            if (page != null) {
                OutputFile.write(page, "The page", out -> out.print(described.html()));
            }
            if (options.json()) {
                Map<String, @Nullable Object> json = data.json(data.digests(false));
                json.putAll(described.json());
                context.json(json);
            } else {
                head(data, described.duplicates());
                described.print(context);
                context.out().println();
                print(data.digests(false));
            }
        }
        Stream.of(Optional.ofNullable(saved), Optional.ofNullable(page))
                .flatMap(Optional::stream)
                .forEach(written -> context.err().println("Written: " + written));
    }

    private void head(OpenedData data, String more) {
        context.heading(Texts.printable(data.shown()));
        context.out()
                .println(Texts.count(data.rowCount(), "row") + ", "
                        + Texts.count(data.schema().size(), "column") + more);
    }

    private void print(List<DatasetDigest> digests) {
        Table table = new Table(List.of("digest", ""));
        digests.forEach(digest -> table.row(digest.kind(), digest.hex()));
        context.print(table, "");
    }
}
