/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.duckdb.CsvFile;
import dev.ratchet.data.internal.duckdb.ParquetFile;
import dev.ratchet.data.internal.ipc.ArrowFile;
import dev.ratchet.data.internal.json.JsonFile;
import dev.ratchet.data.internal.source.Download;
import dev.ratchet.data.internal.source.FileList;
import dev.ratchet.data.internal.source.FilesSource;
import dev.ratchet.data.internal.source.Unfinished;
import dev.ratchet.dataset.DatasetSource;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a table from a place that is a file, many files or an address. */
final class Locations {

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):.*");

    private Locations() {}

    static Table read(String location, ReadOptions options) {
        var scheme = SCHEME.matcher(location);
        if (!scheme.matches()) {
            return FileList.isPattern(location)
                    ? many(FileList.ofPattern(location), Path.of(location), options)
                    : local(Path.of(location), options);
        }
        return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            case "http", "https" -> download(URI.create(location), options);
            case "file" -> local(Path.of(URI.create(location)), options);
            case "jdbc" -> throw new RatchetException("A JDBC address needs a query: use Tables.jdbc(...).");
            default ->
                throw new RatchetException(
                        "Addresses of the kind '" + scheme.group(1) + ":' are not read. Give a path, a"
                                + " pattern, or an address that begins with http:, https: or file:.");
        };
    }

    private static Table local(Path path, ReadOptions options) {
        if (Files.isDirectory(path)) {
            return many(FileList.inDirectory(path), path, options);
        }
        String name = options.name().orElseGet(() -> FileNames.tableName(path));
        FileFormat format = format(path, options, Optional.empty());
        return Tables.keep(open(path, format, options, null), name, path);
    }

    private static Table many(List<Path> files, Path from, ReadOptions options) {
        FileFormat format = format(files.get(0), options, Optional.empty());
        String name = options.name().orElseGet(() -> FileNames.tableName(files.size() == 1 ? files.get(0) : from));
        for (Path file : files) {
            FileFormat own = format(file, options, Optional.empty());
            if (own != format) {
                throw new RatchetException("'" + file + "' is " + own + " by its name, but '" + files.get(0) + "' is "
                        + format + ". Files of one table have one format; name them by a pattern such as '*.csv'.");
            }
        }
        BatchSource source = new FilesSource(files, (file, wanted) -> open(file, format, options, wanted));
        return Tables.keep(source, new TableOrigin(name, DatasetSource.local(from), List.of(), null));
    }

    private static FileFormat format(Path file, ReadOptions options, Optional<String> contentType) {
        return options.format()
                .or(() -> FileFormat.ofName(file.toString()))
                .or(() -> contentType.flatMap(FileFormat::ofContentType))
                .orElseThrow(() -> new RatchetException("The name of '" + file.getFileName()
                        + "' does not say which format it has (.csv, .tsv, .parquet, .json, .jsonl, .arrow, .feather)."
                        + " Say it by ReadOptions.builder().format(...)."));
    }

    private static BatchSource open(Path file, FileFormat format, ReadOptions options, @Nullable TableSchema wanted) {
        return switch (format) {
            case CSV -> CsvFile.open(file, csv(file, options, wanted));
            case PARQUET -> ParquetFile.open(file, options.parquet());
            case JSON -> JsonFile.open(file, json(options, wanted));
            case ARROW -> ArrowFile.open(file);
        };
    }

    /** Later files are read with the types that the first one had. */
    private static CsvOptions csv(Path file, ReadOptions options, @Nullable TableSchema wanted) {
        CsvOptions given = options.csv()
                .orElseGet(() -> CsvOptions.builder()
                        .delimiter(FileNames.isTabSeparated(file) ? '\t' : ',')
                        .build());
        return wanted == null
                ? given
                : CsvOptions.builder()
                        .delimiter(given.delimiter())
                        .quote(given.quote())
                        .nullTexts(given.nullTexts().toArray(String[]::new))
                        .charset(given.charset())
                        .schema(wanted)
                        .build();
    }

    private static JsonOptions json(ReadOptions options, @Nullable TableSchema wanted) {
        return wanted == null
                ? options.json()
                : JsonOptions.builder().schema(wanted).build();
    }

    private static Table download(URI uri, ReadOptions options) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        try (Unfinished folder = Unfinished.temporaryFolder()) {
            Path file = folder.path().resolve(last.isEmpty() ? "data" : last.replaceAll("[^A-Za-z0-9._-]", "_"));
            return downloaded(uri, file, options);
        } catch (IOException e) {
            throw new RatchetException("'" + Download.shown(uri) + "' cannot be kept: " + e.getMessage(), e);
        }
    }

    private static Table downloaded(URI uri, Path file, ReadOptions options) {
        try {
            Optional<String> type = Download.fetch(uri, options, file);
            String name = options.name().orElse(FileNames.tableName(file));
            DatasetSource source = DatasetSource.uri(URI.create(Download.shown(uri)));
            FileFormat format = format(file, options, type);
            FileStamp stamp = FileStamp.digested(file);
            return Tables.keep(open(file, format, options, null), new TableOrigin(name, source, List.of(), stamp));
        } catch (IOException e) {
            throw new RatchetException("'" + Download.shown(uri) + "' cannot be kept: " + e.getMessage(), e);
        } catch (RatchetException e) {
            throw new RatchetException(String.valueOf(e.getMessage()).replace(file.toString(), Download.shown(uri)), e);
        }
    }
}
