/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.digest.AllDigests;
import dev.ratchet.data.internal.digest.ContentDigest;
import dev.ratchet.data.internal.digest.MultisetDigest;
import dev.ratchet.data.internal.digest.PythonTableDigest;
import dev.ratchet.data.internal.duckdb.CsvFile;
import dev.ratchet.data.internal.duckdb.ParquetFile;
import dev.ratchet.data.internal.ipc.ArrowFile;
import dev.ratchet.data.internal.json.JsonFile;
import dev.ratchet.data.internal.profile.Profiler;
import dev.ratchet.data.profile.DataProfile;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A file of rows that is worked on piece by piece, in memory that does not grow with its length. Every call opens the
 * file anew. Immutable; safe for several threads.
 *
 * <pre>{@code
 * TableFile file = TableFile.of(Path.of("flights.csv.gz"));
 * System.out.println(file.scan().identity().mlflowDigest());
 * file.convertTo(Path.of("flights.parquet"));
 * }</pre>
 */
public final class TableFile {

    private final Path path;
    private final String name;
    private final Supplier<BatchSource> source;

    private TableFile(Path path, String name, Supplier<BatchSource> source) {
        this.path = path;
        this.name = name;
        this.source = source;
    }

    /**
     * A file of the format that its name tells: {@code .csv}, {@code .tsv}, both also with {@code .gz}, {@code
     * .parquet}. Types that the file does not tell are found.
     *
     * @throws RatchetException when the name tells no format
     */
    public static TableFile of(Path file) {
        return of(file, CsvOptions.forFile(file).build());
    }

    /**
     * A file of the format that its name tells, with declared types. A CSV file must have exactly these columns; of a
     * Parquet file these are read, in this order, and converted where their types are others.
     *
     * @throws RatchetException when the name tells no format
     */
    public static TableFile of(Path file, TableSchema schema) {
        return of(file, CsvOptions.forFile(file).schema(schema).build());
    }

    /**
     * A file of the format that its name tells.
     *
     * @param options how it is read when it is a CSV file; of another only the name and the declared types hold
     * @throws RatchetException when the name tells no format
     */
    public static TableFile of(Path file, CsvOptions options) {
        return switch (FileFormat.of(file)) {
            case CSV -> csv(file, options);
            case PARQUET -> parquet(file, parquetOptions(options));
            case JSON -> {
                JsonOptions.Builder json = JsonOptions.builder();
                options.schema().ifPresent(json::schema);
                options.types().forEach(json::type);
                yield other(file, options, () -> JsonFile.open(file, json.build()));
            }
            case ARROW -> {
                if (options.schema().isPresent() || !options.types().isEmpty()) {
                    throw new RatchetException(
                            "'" + file + "' is an Arrow file, which says its types itself: leave out" + " the schema.");
                }
                yield other(file, options, () -> ArrowFile.open(file));
            }
        };
    }

    private static TableFile other(Path file, CsvOptions options, Supplier<BatchSource> source) {
        return new TableFile(file, options.name().orElseGet(() -> FileNames.tableName(file)), source);
    }

    private static ParquetOptions parquetOptions(CsvOptions options) {
        ParquetOptions.Builder parquet = ParquetOptions.builder();
        options.name().ifPresent(parquet::name);
        options.schema().ifPresent(schema -> {
            parquet.columns(schema.names().toArray(String[]::new));
            schema.fields().forEach(field -> parquet.type(field.name(), field.type()));
        });
        options.types().forEach(parquet::type);
        return parquet.build();
    }

    /** A CSV file, whatever its name. */
    public static TableFile csv(Path file, CsvOptions options) {
        String name = options.name().orElseGet(() -> FileNames.tableName(file));
        return new TableFile(file, name, () -> CsvFile.open(file, options));
    }

    /** A Parquet file, whatever its name. */
    public static TableFile parquet(Path file, ParquetOptions options) {
        String name = options.name().orElseGet(() -> FileNames.tableName(file));
        return new TableFile(file, name, () -> ParquetFile.open(file, options));
    }

    /** The name that MLflow shows. */
    public String name() {
        return name;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * The columns with their types; reads the rows only as far as needed to find types.
     *
     * @throws RatchetException when it cannot be read
     */
    public TableSchema schema() {
        try (BatchSource opened = source.get()) {
            return opened.schema();
        }
    }

    /**
     * All of it as a table, in memory.
     *
     * @throws RatchetException when it cannot be read, with line or row, and column
     */
    public Table read() {
        return Tables.keep(source.get(), name, path);
    }

    /**
     * Reads the file once, by all cores.
     *
     * @throws RatchetException when it cannot be read, with line or row, and column
     */
    public TableScan scan() {
        return scan(watched -> new AllDigests(ContentDigest.of(watched), ""));
    }

    /**
     * Reads the file once, by all cores; with {@code multiset-1}, the digest of the rows in any order, among the
     * digests, which takes longer.
     *
     * @throws RatchetException when it cannot be read, with line or row, and column
     */
    public TableScan scanInAnyOrderToo() {
        return scan(AllDigests::of);
    }

    private TableScan scan(Function<BatchSource, AllDigests> how) {
        try (WatchedSource watched = new WatchedSource(source.get())) {
            FileStamp stamp = FileStamp.of(path);
            AllDigests found = how.apply(watched);
            TableDigest digest = new TableDigest(found.content());
            List<DatasetDigest> digests = new ArrayList<>();
            digests.add(digest.digest());
            if (!found.multiset().isEmpty()) {
                digests.add(new DatasetDigest(MultisetDigest.KIND, found.multiset()));
            }
            digests.add(new DatasetDigest(PythonTableDigest.KIND, watched.pythonDigest()));
            stamp.digest().ifPresent(digests::add);
            DatasetIdentity identity = TableFacts.identity(
                    name, DatasetSource.local(path), watched.columns(found.content()), digest.rowCount(), digests);
            return new TableScan(watched.schema(), watched.missing(), digest, identity);
        } catch (IOException e) {
            throw new RatchetException("'" + path + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Describes the columns: distinct values, quantiles, histograms. Reads the file once.
     *
     * @throws RatchetException when it cannot be read, with line or row, and column
     */
    public DataProfile profile() {
        try (BatchSource opened = source.get()) {
            return Profiler.of(name, opened);
        }
    }

    /**
     * The digest {@code multiset-1} of the rows in any order. Reads the file once, by all cores.
     *
     * @throws RatchetException when it cannot be read, with line or row, and column
     */
    public DatasetDigest digestOfRowsInAnyOrder() {
        try (BatchSource opened = source.get()) {
            return new DatasetDigest(MultisetDigest.KIND, MultisetDigest.of(opened));
        }
    }

    /**
     * Writes the same rows into a file of the format that its name tells, which has the same digests when it is read
     * with the same types. One that is there is replaced, when the new one is complete; a failure leaves it as it was.
     *
     * @return the number of rows
     * @throws RatchetException when this file cannot be read or that one not be written
     */
    public long convertTo(Path target) {
        try (WatchedSource watched = new WatchedSource(source.get())) {
            try {
                TableWriter.write(watched, name, target);
            } catch (RatchetException e) {
                watched.rethrow();
                throw e;
            }
            return watched.rows();
        }
    }

    /** Its path. */
    @Override
    public String toString() {
        return path.toString();
    }
}
