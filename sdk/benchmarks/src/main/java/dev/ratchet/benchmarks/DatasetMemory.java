/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.ParquetOptions;
import dev.ratchet.data.TableFile;
import dev.ratchet.data.profile.DataProfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The peak memory of describing, digesting and converting a file, and one of eight times its length: the flights once, as
 * Parquet and CSV, and eight times. Each measurement is a JVM of its own with a heap of at most 256 MB: without a bound
 * Java collects nothing before its first heap is full, and the peak shows its leisure instead of what is needed. The peak
 * is Linux' {@code VmHWM} of the whole process: Java's heap, Arrow's memory, DuckDB's memory and the code.
 *
 * <p>The argument {@code quick} measures once each instead of three times.
 *
 * <pre>
 * ./mvnw -q -Pdataset-memory -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class DatasetMemory {

    private static final int TIMES = 8;
    private static final int REPEATS = 3;
    private static final double GOAL = 1.25;
    private static final CsvOptions TYPES = CsvOptions.builder()
            .nullTexts("", "NA")
            .type("time_hour", DataType.TIMESTAMP_UTC)
            .type("air_time", DataType.FLOAT64)
            .build();

    private DatasetMemory() {}

    /** Runs the measurements and prints them; with {@code child}, is one of them. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("child")) {
            System.out.println(work(args[1], Path.of(args[2]), Path.of(args[3])));
            System.out.println(peak());
            return;
        }
        int repeats = List.of(args).contains("quick") ? 1 : REPEATS;
        Path folder = Files.createTempDirectory("ratchet-dataset-memory-");
        try {
            Path once = folder.resolve("once.parquet");
            TableFile.csv(Path.of(System.getProperty("ratchet.root", "."), "samples", "data", "flights.csv.gz"), TYPES)
                    .convertTo(once);
            Path often = DatasetFiles.repeated(once, folder.resolve("often.parquet"), TIMES);
            System.out.printf(
                    Locale.ROOT,
                    "Parquet of %d and %d bytes; a JVM that does nothing: %.0f MB%n",
                    Files.size(once),
                    Files.size(often),
                    run("nothing", once, folder) / 1024.0);
            compare("digest (content, bytes, Python's)", "scan", once, often, repeats);
            compare("digest (multiset too)", "all", once, often, repeats);
            compare("describe", "describe", once, often, repeats);
            compare("Parquet to Arrow", "arrow", once, often, repeats);
            compare("Parquet to CSV", "csv", once, often, repeats);
            Path csv = DatasetFiles.csv(once);
            Path longCsv = DatasetFiles.csv(often);
            compare("CSV to Parquet", "parquet", csv, longCsv, repeats);
        } finally {
            TransferredFiles.delete(folder);
        }
    }

    private static void compare(String what, String how, Path once, Path often, int repeats) throws Exception {
        double[] few = new double[repeats];
        double[] many = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            few[i] = run(how, once, once.getParent()) / 1024.0;
            many[i] = run(how, often, often.getParent()) / 1024.0;
        }
        Arrays.sort(few);
        Arrays.sort(many);
        double ratio = many[repeats / 2] / few[repeats / 2];
        System.out.printf(
                Locale.ROOT,
                "%-34s once %6.0f MB (%.0f to %.0f), %d times %6.0f MB (%.0f to %.0f): %+.0f %%, goal at most %+.0f %%: %s%n",
                what,
                few[repeats / 2],
                few[0],
                few[repeats - 1],
                TIMES,
                many[repeats / 2],
                many[0],
                many[repeats - 1],
                100 * (ratio - 1),
                100 * (GOAL - 1),
                ratio <= GOAL ? "met" : "MISSED");
    }

    /** Kilobytes at the peak of a JVM that does the work. */
    private static long run(String how, Path file, Path folder) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-Xms16m",
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatasetMemory.class.getName(),
                        "child",
                        how,
                        file.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException(how + " of " + file + " failed");
        }
        List<String> lines = answer.lines().toList();
        return Long.parseLong(lines.get(lines.size() - 1));
    }

    private static Object work(String how, Path file, Path folder) {
        return switch (how) {
            case "nothing" -> 0;
            case "scan" -> TableFile.of(file).scan().identity();
            case "all" -> TableFile.of(file).scanInAnyOrderToo().identity();
            case "describe" ->
                DataProfile.ofParquet(file, ParquetOptions.builder().build()).toText();
            case "arrow" -> TableFile.of(file).convertTo(folder.resolve("converted.arrow"));
            case "csv" -> TableFile.of(file).convertTo(folder.resolve("converted.csv"));
            default -> TableFile.csv(file, TYPES).convertTo(folder.resolve("converted.parquet"));
        };
    }

    private static long peak() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("/proc/self/status has no VmHWM; this needs Linux");
    }
}
