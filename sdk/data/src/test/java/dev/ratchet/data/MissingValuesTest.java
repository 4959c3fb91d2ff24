/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/** Missing, NaN and empty are three things, and what was found in a file is told. */
@ExtendWith(NoMemoryLeft.class)
class MissingValuesTest {

    private static final TableSchema SCHEMA = TableSchema.builder()
            .column("n", DataType.FLOAT64)
            .column("s", DataType.STRING)
            .build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "csv.gz", "parquet", "arrow", "feather"})
    void missingNaNAndEmpty_areKeptApart_byEveryFormat(String ending) throws IOException {
        Path from = Files.writeString(folder.resolve("from.csv"), "n,s\n,\nNaN,\"\"\n1,NA\n");
        Path file = folder.resolve("to." + ending);
        TableFile.of(from, SCHEMA).convertTo(file);
        try (Table first = Tables.csv(from);
                Table table = Tables.read(file.toString())) {
            check(table);
            assertThat(table.digest().digest()).isEqualTo(first.digest().digest());
        }
    }

    @Test
    void missingNaNAndEmpty_areKeptApart_byJson() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.jsonl"), "{\"n\": null}\n{\"n\": NaN, \"s\": \"\"}\n{\"n\": 1, \"s\": \"NA\"}\n");
        try (Table table = Tables.read(file.toString())) {
            check(table);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:duckdb:"})
    void missingNaNAndEmpty_areKeptApart_byDatabases(String url) {
        String query =
                "select cast(null as double precision) as \"n\", cast(null as varchar) as \"s\", 1 as \"i\" union all"
                        + " select cast('NaN' as double precision), '', 2 union all select 1, 'NA', 3 order by 3";
        try (Table all = Tables.jdbc(url, new Properties(), query);
                Table table = all.drop("i")) {
            check(table);
        }
    }

    private static void check(Table table) {
        assertThat(table.schema()).isEqualTo(SCHEMA);
        assertThat(table.value(0, 0)).isNull();
        assertThat(table.value(0, 1)).isNull();
        assertThat(table.value(1, 0)).isEqualTo(Double.NaN);
        assertThat(table.isMissing(1, 0)).isFalse();
        assertThat(table.value(1, 1)).isEqualTo("");
        assertThat(table.value(2, 1)).isEqualTo("NA");
    }

    @Test
    void typesThatWereFound_areReported_thoseThatAreDeclaredNot() throws IOException {
        Path csv = Files.writeString(folder.resolve("found.csv"), "a,b\n1,x\n");
        Path json = Files.writeString(folder.resolve("found.json"), "[{\"c\": 1.5}]");
        TableSchema schema = TableSchema.builder()
                .column("a", DataType.INT64)
                .column("b", DataType.STRING)
                .build();
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Tables.csv(csv, CsvOptions.builder().type("b", DataType.STRING).build())
                    .close();
            Tables.json(json).close();
            String found = log.toString(StandardCharsets.UTF_8);
            Tables.csv(csv, CsvOptions.builder().schema(schema).build()).close();
            assertThat(found)
                    .contains("found.csv': types that were found, not declared: a int64.")
                    .contains("found.json': types that were found, not declared: c float64.", "schema file");
            assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo(found);
        } finally {
            System.setOut(before);
        }
    }
}
