/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.JsonOptions;
import dev.ratchet.data.ParquetOptions;
import dev.ratchet.data.ReadOptions;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableFile;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.Tables;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/** Opens data as the options say. */
final class DatasetFiles {

    private DatasetFiles() {}

    /** A file to be read piece by piece, or what an address or a query gives, in memory. */
    static OpenedData open(CliContext context, FileOptions options, SourceOptions source) {
        source.check(options);
        if (source.jdbc() != null) {
            return inMemory(new DatasetQuery(context, options, source).read());
        }
        return open(context, source.location(), options.rows(), options);
    }

    private static OpenedData open(CliContext context, String location, RowOptions rows, OutputOptions options) {
        return isAddress(location)
                ? inMemory(download(context, location, rows, options))
                : new OpenedData.InFile(TableFile.of(Path.of(location), csv(Path.of(location), rows, options)));
    }

    /** The same, all of it in memory. */
    static OpenedData.InMemory read(CliContext context, FileOptions options, SourceOptions source) {
        return read(context, open(context, options, source));
    }

    /** A file or an address, all of it in memory. */
    static OpenedData.InMemory read(CliContext context, String location, RowOptions rows, OutputOptions options) {
        return read(context, open(context, location, rows, options));
    }

    private static OpenedData.InMemory read(CliContext context, OpenedData opened) {
        if (opened instanceof OpenedData.InMemory table) {
            return table;
        }
        OpenedData.InFile file = (OpenedData.InFile) opened;
        Table table = Activity.during(context, "Reading '" + file.shown() + "'", now -> file.read());
        return new OpenedData.InMemory(table, file.place());
    }

    private static OpenedData.InMemory inMemory(Table table) {
        return new OpenedData.InMemory(table, JsonText.texts(table.source().fields()));
    }

    static TableFile open(Path file, FileOptions options) {
        return TableFile.of(file, csv(file, options.rows(), options));
    }

    private static CsvOptions csv(Path file, RowOptions rows, OutputOptions options) {
        CsvOptions.Builder csv = CsvOptions.forFile(file);
        if (!rows.nulls().isEmpty()) {
            rows.nulls().add("");
            csv.nullTexts(rows.nulls().stream().distinct().toArray(String[]::new));
        }
        @Nullable Character delimiter = rows.delimiter();
        if (delimiter != null) {
            csv.delimiter(delimiter);
        }
        @Nullable Path schema = rows.schema();
        if (schema != null) {
            csv.schema(TableSchema.read(schema));
        }
        try {
            return csv.build();
        } catch (IllegalArgumentException e) {
            throw options.usage(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAddress(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        return lower.startsWith("http:") || lower.startsWith("https:");
    }

    private static Table download(CliContext context, String location, RowOptions rows, OutputOptions options) {
        URI address;
        try {
            address = new URI(location);
        } catch (URISyntaxException e) {
            // The address is not shown: it may have a password in it.
            throw options.usage("the address cannot be read: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
        String path = address.getPath() == null ? "" : address.getPath();
        Path name = Path.of(path.substring(path.lastIndexOf('/') + 1));
        ReadOptions.Builder read = ReadOptions.builder().csv(csv(name, rows, options));
        @Nullable Path schema = rows.schema();
        if (schema != null) {
            TableSchema types = TableSchema.read(schema);
            ParquetOptions.Builder parquet =
                    ParquetOptions.builder().columns(types.names().toArray(String[]::new));
            types.fields().forEach(field -> parquet.type(field.name(), field.type()));
            read.json(JsonOptions.builder().schema(types).build()).parquet(parquet.build());
        }
        return Activity.during(context, "Downloading", now -> Tables.read(address, read.build()));
    }
}
