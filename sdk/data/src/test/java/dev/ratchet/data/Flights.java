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

    /** The content digest of {@link #read}, written down so that no process compares with itself alone. */
    public static String content() {
        return isLongForm()
                ? "70d320521e708bb4fd50b5f676b571863b2261cf0e5094e353b588781f3956e5"
                : "d30d6ea1b241b20a87803fefeb087a9b16be4cc961204a4b91f0bcceac846237";
    }

    /** The multiset digest of {@link #read}. */
    public static String multiset() {
        return isLongForm()
                ? "e50d26673840f97c5831711632e203a38d9fbdeb47f5b1e97dbc837dfcfa2f04"
                : "fe793318efe6fed5b20f158de9a45d7bfb03d4c95b1e6424e6a5428d7ea679fa";
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
