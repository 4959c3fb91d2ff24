/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The flights out of New York City in 2013, which the repository has once, in {@code samples/data}. */
public final class Flights {

    /** All 336,776 rows. */
    public static final Path ALL =
            Path.of(System.getProperty("ratchet.root", "../.."), "samples", "data", "flights.csv.gz");

    /** The number of rows that unit tests use. */
    public static final int FIRST_ROWS = 20_000;

    /** The first rows, packed too. */
    public static final Path FIRST = first();

    /** A schema with whole numbers of two widths, floats, decimals, times, texts and categories, and missing values. */
    public static final CsvOptions TYPES = CsvOptions.builder()
            .name("flights")
            .nullTexts("", "NA")
            .type("carrier", DataType.CATEGORICAL)
            .type("time_hour", DataType.TIMESTAMP_UTC)
            .type("dep_delay", DataType.INT16)
            .type("air_time", DataType.FLOAT64)
            .type("distance", DataType.decimal(10, 2))
            .build();

    private Flights() {}

    /** Whether the tests run in their long form; read here so that this module's tests need not wait for sdk/testing's. */
    static boolean isLongForm() {
        return System.getProperty("ratchet.tests", "short").equals("long");
    }

    /** The first rows, or all of them in the long form of the tests. */
    public static Path file() {
        return isLongForm() ? ALL : FIRST;
    }

    /** The rows of {@link #file}. */
    public static Table read() {
        return Tables.csv(file(), TYPES);
    }

    private static Path first() {
        try {
            Path folder = Files.createTempDirectory("ratchet-flights-");
            Path file = folder.resolve("flights-" + FIRST_ROWS + ".csv.gz");
            try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(new GZIPInputStream(Files.newInputStream(ALL)), UTF_8));
                    Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8)) {
                for (int i = 0; i <= FIRST_ROWS; i++) {
                    out.write(lines.readLine() + "\n");
                }
            }
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
