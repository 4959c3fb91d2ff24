/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.flights;

import dev.ratchet.Ratchet;
import dev.ratchet.data.split.TestOpenings;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class FlightsTest {

    private static final Path FILE =
            Path.of(System.getProperty("ratchet.root", "../.."), "samples", "data", "flights.csv.gz");

    private static final int ROWS = 20_000;

    @TempDir
    Path store;

    @Test
    void rows_holdNothingThatIsKnownTooLate() {
        try (FlightRows.Landed flights = FlightRows.read(FILE, 3);
                var features = FlightRows.features(flights.rows())) {
            assertThat(features.schema().names())
                    .containsExactly(
                            "carrier",
                            "origin",
                            "distance",
                            "weekday",
                            "departure_minute",
                            "planned_minutes",
                            "arr_delay");
            assertThat(flights.without()).isZero();
            // 2013-01-01, a Tuesday, UA from EWR at 5:15, planned to arrive at 8:19 by the clock there.
            assertThat(features.text(0, 0)).isEqualTo("UA");
            assertThat(features.number(0, 3)).isEqualTo(2);
            assertThat(features.number(0, 4)).isEqualTo(5 * 60 + 15);
            assertThat(features.number(0, 5)).isEqualTo(3 * 60 + 4);
        }
    }

    @Test
    void run_saysWhatIsLeftOut_andShowsWhereTheModelIsWeak() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(store)
                        .localOnly()
                        .open();
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            EvaluationReport report = Flights.run(ratchet, out, FILE, ROWS);
            RunRecord run = ratchet.runs("").findFirst().orElseThrow();

            assertThat(report.evaluation().value("mean_absolute_error").getAsDouble())
                    .isBetween(10.0, 40.0);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("of 20,000 flights have no arrival delay")
                    .contains("Worst slices of carrier", "Worst slices of month", "mean_absolute_error", "baseline");
            assertThat(run.metrics()).containsKeys("test_mean_absolute_error", "test_r2_score");
            assertThat(run.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context)
                    .contains(tuple("flights-train", "train"), tuple("flights-test", "test"));
            assertThat(ratchet.local().artifacts().list(run.artifactRoot(), "evaluation/test"))
                    .extracting(file -> file.path())
                    .contains(
                            "evaluation/test/report.html",
                            "evaluation/test/residuals_plot.svg",
                            "evaluation/test/slices_carrier.json");
            assertThat(TestOpenings.of(ratchet).openings()).hasSize(1);
        }
    }
}
