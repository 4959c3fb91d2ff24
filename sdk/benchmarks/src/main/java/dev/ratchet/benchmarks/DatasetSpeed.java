/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableFile;
import dev.ratchet.data.Tables;
import dev.ratchet.dataset.DatasetDigest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Digests of tables against the reading alone, CSV against DuckDB's own export, JDBC against a loop of getters. A is the
 * peer, B is ours, order A B B A in one JVM. What both ways have in common (number of rows, sums of all cells) is compared
 * in each round, and all files of the same rows must have one digest.
 *
 * <p>Arguments: {@code full} or {@code quick} (a tenth of the rows), then the parts to run: {@code all}, or some of {@code
 * digest}, {@code csv} and {@code jdbc}. {@code -Dform=quick -Dparts="csv jdbc"} gives them to Maven.
 *
 * <pre>
 * ./mvnw -q -Pdataset-speed -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class DatasetSpeed {

    private static final long ROWS = 1_000_000;
    private static final long FEW_ROWS = 100_000;
    private static final int COUNT = 7;

    private DatasetSpeed() {}

    /** Runs the comparisons and prints them. */
    public static void main(String[] args) throws Exception {
        List<String> parts = List.of(String.join(" ", args).split(" "));
        boolean quick = parts.contains("quick");
        boolean all = parts.contains("all");
        long rows = quick ? FEW_ROWS : ROWS;
        Rounds rounds = new Rounds(COUNT);
        Path folder = Files.createTempDirectory("ratchet-dataset-speed-");
        try {
            if (all || parts.contains("digest")) {
                digests(rounds, DatasetFiles.parquet(folder, DataType.FLOAT32, rows), "30 columns of float32", 1.25);
                digests(rounds, DatasetFiles.parquet(folder, DataType.FLOAT64, rows), "30 columns of float64", 1.5);
            }
            if (all || parts.contains("csv")) {
                csv(rounds, folder, DataType.FLOAT32, rows);
                csv(rounds, folder, DataType.INT64, rows);
            }
            if (all || parts.contains("jdbc")) {
                JdbcSpeed.run(rounds, folder, quick);
            }
        } finally {
            TransferredFiles.delete(folder);
        }
        System.out.println(
                rounds.missed() ? "Not all goals were met." : "No goal was missed where there is a verdict.");
    }

    private static void digests(Rounds rounds, Path parquet, String what, double goal) throws Exception {
        TableFile file = TableFile.of(parquet);
        try (Table table = file.read()) {
            List<DatasetDigest> scanned = file.scanInAnyOrderToo().identity().digests();
            if (!scanned.containsAll(table.identity().digests()) || !scanned.contains(table.digestOfRowsInAnyOrder())) {
                throw new IllegalStateException("the digests of table and file differ: " + scanned);
            }
            System.out.println("one digest of table and file: " + scanned.get(0).hex());
        }
        rounds.compare(
                "content digest of " + what + ", table in memory",
                goal,
                "Parquet to Arrow, our own",
                () -> read(file, table -> {}),
                "the same, and content-1",
                () -> read(file, table -> table.digest().digest()));
        rounds.compare(
                "all digests of " + what + ", table in memory",
                2,
                "Parquet to Arrow, our own",
                () -> read(file, table -> {}),
                "the same, and content-1, multiset-1, bytes-1 and Python's",
                () -> read(file, table -> {
                    table.identity();
                    table.digestOfRowsInAnyOrder();
                }));
        rounds.compare(
                "all digests of " + what + ", streamed",
                2,
                "Parquet to Arrow, DuckDB's own, streamed",
                () -> DuckDbPeer.stream(parquet),
                "scan of the file, with multiset-1",
                () -> file.scanInAnyOrderToo().rowCount());
        rounds.compare(
                "content, bytes and Python's digest of " + what + ", streamed",
                0,
                "Parquet to Arrow, DuckDB's own, streamed",
                () -> DuckDbPeer.stream(parquet),
                "scan of the file",
                () -> file.scan().rowCount());
    }

    private interface Use {
        void of(Table table);
    }

    private static long read(TableFile file, Use use) {
        try (Table table = file.read()) {
            use.of(table);
            return table.rowCount();
        }
    }

    private static void csv(Rounds rounds, Path folder, DataType type, long rows) throws Exception {
        Path parquet = DatasetFiles.parquet(folder, type, rows);
        Path csv = DatasetFiles.csv(parquet);
        CsvOptions options =
                CsvOptions.builder().schema(DatasetFiles.schema(type)).build();
        same(csv, options, parquet);
        rounds.compare(
                "CSV of 30 columns of " + type + " to columns",
                1.1,
                "DuckDB's own export to Arrow, kept",
                () -> DuckDbPeer.csv(csv, type),
                "Tables.csv",
                () -> {
                    try (Table table = Tables.csv(csv, options)) {
                        return (long) table.rowCount();
                    }
                });
    }

    private static void same(Path csv, CsvOptions options, Path parquet) throws IOException {
        String fromCsv = TableFile.csv(csv, options).scan().digest().digest().hex();
        String fromParquet = TableFile.of(parquet).scan().digest().digest().hex();
        if (!fromCsv.equals(fromParquet)) {
            throw new IOException("the digests of " + csv + " and " + parquet + " differ");
        }
        System.out.println("one digest of CSV and Parquet: " + fromCsv);
    }
}
