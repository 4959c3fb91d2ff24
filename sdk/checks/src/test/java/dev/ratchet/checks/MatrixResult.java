/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs at the end of {@code ./mvnw -Pmatrix test}: prints a table of what ran on which server in this build, and fails if
 * anything did. Before, each server has had its turn.
 */
class MatrixResult {

    private static final List<String> SERVERS =
            List.of("2.22.5", "3.5.1", "3.10.1", "3.14.0", "3.17.2", "3.17.2-postgresql");

    /** Files of an earlier build are older. */
    private static final Instant BEGIN =
            Instant.parse(System.getProperty("ratchet.matrix.begin", Instant.EPOCH.toString()));

    /** What one class of tests has left. */
    private record Report(String name, int tests, int failed, int skipped, Instant end, double seconds) {

        static Report of(Path file) {
            Element suite = Repository.xml(file);
            return new Report(
                    suite.getAttribute("name"),
                    count(suite, "tests"),
                    count(suite, "failures") + count(suite, "errors"),
                    count(suite, "skipped"),
                    modified(file),
                    Double.parseDouble(suite.getAttribute("time")));
        }

        private static int count(Element suite, String what) {
            return Integer.parseInt(suite.getAttribute(what));
        }

        Instant begin() {
            return end.minusMillis((long) (seconds * 1000));
        }
    }

    /** One server's line; the minutes are those on the clock, for several classes run at once. */
    private record Line(String server, List<Report> reports, Duration time) {

        static Line of(String server) {
            List<Report> all = new ArrayList<>();
            Duration time = Duration.ZERO;
            for (String module : Repository.modules()) {
                List<Report> here =
                        reportsIn(Repository.ROOT.resolve(module).resolve("target/matrix/mlflow-" + server));
                all.addAll(here);
                time = time.plus(span(here));
            }
            return new Line(server, all, time);
        }

        private static Duration span(List<Report> reports) {
            return reports.stream()
                    .map(Report::begin)
                    .min(Comparator.naturalOrder())
                    .map(begin -> Duration.between(
                            begin,
                            reports.stream()
                                    .map(Report::end)
                                    .max(Comparator.naturalOrder())
                                    .orElse(begin)))
                    .orElse(Duration.ZERO);
        }

        @Override
        public String toString() {
            String release = server.replaceFirst("-.*", "");
            String database = server.contains("-") ? "PostgreSQL" : "SQLite";
            String date = reports.stream()
                    .map(Report::end)
                    .max(Comparator.naturalOrder())
                    .map(end -> end.atZone(ZoneOffset.UTC).toLocalDate().toString())
                    .orElse("never");
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %d | %.1f | %s |",
                    release,
                    database,
                    reports.size(),
                    sum(reports.stream().map(Report::tests)),
                    sum(reports.stream().map(Report::failed)),
                    sum(reports.stream().map(Report::skipped)),
                    time.toSeconds() / 60.0,
                    date);
        }

        private static int sum(Stream<Integer> numbers) {
            return numbers.mapToInt(Integer::intValue).sum();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Report> reportsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .filter(file -> !modified(file).isBefore(BEGIN))
                    .map(Report::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyServer_hasPassedItsTests() {
        List<Line> lines = SERVERS.stream().map(Line::of).toList();
        System.out.println("""

                | MLflow | Database | Classes | Tests | Failed | Skipped | Minutes | Date |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                %s
                """.formatted(lines.stream().map(Line::toString).collect(Collectors.joining("\n"))));

        assertThat(lines)
                .allSatisfy(line -> assertThat(line.reports()).as(line.server()).isNotEmpty())
                .allSatisfy(line -> assertThat(line.reports())
                        .filteredOn(report -> report.failed() > 0)
                        .as(line.server())
                        .isEmpty());
    }
}
