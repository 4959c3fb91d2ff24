/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.Ratchet;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.mlflow.JavaProgram;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A process that is killed while it logs loses nothing of what a call had returned for. */
abstract class KilledRunContract {

    @TempDir
    Path directory;

    private final String experiment = "killed-" + UUID.randomUUID();

    abstract MlflowServer server();

    private Ratchet open(URI server) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory)
                .trackingUri(server)
                .open();
    }

    static final List<Arguments> ALL_KILLS =
            List.of(arguments(1, true), arguments(700, true), arguments(5000, true), arguments(900, false));

    /**
     * After which step it is killed, and whether the server is there meanwhile; a request takes 500 steps. Each subclass
     * has its own.
     */
    @ParameterizedTest
    @MethodSource("kills")
    void sync_deliversAllThatReturnedOnce_andEndsTheRunAsKilled(long killAfter, boolean serverUp) throws Exception {
        String key;
        long last;
        URI address;
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            address = proxy.uri();
            if (!serverUp) {
                proxy.refuse();
            }
            Process writer = start(address);
            try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
                key = String.valueOf(lines.readLine()).substring("run ".length());
                last = readSteps(lines, killAfter);
                // By its handle: the process object would close the pipe with the last lines in it.
                writer.toHandle().destroyForcibly();
                last = Math.max(last, readSteps(lines, Long.MAX_VALUE));
                writer.waitFor();
            }
            proxy.pass();
            try (Ratchet ratchet = open(address)) {
                SyncReport report = ratchet.sync(false, line -> {});
                assertThat(report.isComplete()).as("%s", report).isTrue();
                assertThat(report.runs()).singleElement().matches(SyncReport.SyncedRun::ended);
                String runId = report.runs().get(0).mlflowRunId().orElseThrow();
                check(ratchet, runId, key, last);
                SyncReport again = ratchet.sync(false, line -> {});
                assertThat(again.runs()).isEmpty();
                check(ratchet, runId, key, last);
            }
        }
    }

    private Process start(URI address) throws IOException {
        return JavaProgram.of(KilledWriter.class, List.of(), directory.toString(), address.toString(), experiment)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Reads complete lines until a step or the end, and gives the last step; -1 for none. */
    private static long readSteps(BufferedReader lines, long until) throws IOException {
        long last = -1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("step ")) {
                last = Long.parseLong(line.substring("step ".length()));
                if (last >= until) {
                    return last;
                }
            }
        }
        return last;
    }

    private static void check(Ratchet ratchet, String runId, String key, long last) {
        RunRecord run = ratchet.stores().tracking().run(runId);
        assertThat(run.key()).isEqualTo(key);
        assertThat(run.status()).isEqualTo(RunStatus.KILLED);
        assertThat(run.params()).containsEntry("depth", "3");
        List<MetricPoint> loss = ratchet.stores().tracking().metricHistory(runId, "loss");
        // The kill may have come between the call's return and its line, so there may be one more than was said.
        assertThat(loss).hasSizeBetween((int) last + 1, (int) last + 2);
        assertThat(loss)
                .extracting(MetricPoint::step)
                .containsExactlyElementsOf(
                        LongStream.range(0, loss.size()).boxed().toList());
        assertThat(loss).allSatisfy(point -> assertThat(point.value()).isEqualTo(1.0 / (point.step() + 1)));
        assertThat(ratchet.stores().artifacts().list(run.artifactRoot(), "notes"))
                .hasSizeGreaterThanOrEqualTo((int) (last / 100) + 1);
    }
}
