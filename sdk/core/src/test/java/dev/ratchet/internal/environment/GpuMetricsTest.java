/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** Real child processes that answer, or do not, as {@code nvidia-smi} might. */
@Timeout(120)
class GpuMetricsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<ProcessHandle> before =
            ProcessHandle.current().children().toList();

    private static GpuMetrics asking(String behaviour, Duration patience) {
        return new GpuMetrics(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PretendedNvidiaSmi.class.getName(),
                        behaviour),
                true,
                patience);
    }

    @Test
    void sample_hasMlflowsNames_withoutWhatAGpuDoesNotTell() {
        try (GpuMetrics gpus = asking("two", LONG)) {
            assertThat(gpus.sample())
                    .containsOnly(
                            entry("gpu_0_memory_usage_percentage", 25.0),
                            entry("gpu_0_memory_usage_megabytes", 1048.576),
                            entry("gpu_0_utilization_percentage", 35.0),
                            entry("gpu_0_power_usage_watts", 120.5),
                            entry("gpu_0_power_usage_percentage", 50.0),
                            entry("gpu_1_memory_usage_percentage", 0.05),
                            entry("gpu_1_memory_usage_megabytes", 2.097152),
                            entry("gpu_1_utilization_percentage", 0.0));
        }
    }

    @Test
    void missingProgram_givesNothing(@TempDir Path folder) {
        try (GpuMetrics gpus = new GpuMetrics(folder.resolve("nvidia-smi").toString())) {
            assertThat(gpus.sample()).isEmpty();
            assertThat(gpus.sample()).isEmpty();
        }
    }

    @Test
    void failingProgram_givesNothing() {
        try (GpuMetrics gpus = asking("no driver", LONG)) {
            for (int i = 0; i < 4; i++) {
                assertThat(gpus.sample()).isEmpty();
            }
        }
        try (GpuMetrics gpus = asking("floods", LONG)) {
            assertThat(gpus.sample()).isEmpty();
        }
    }

    @Test
    void hangingProgram_isEnded_andAskedThreeTimesAtMost() {
        try (GpuMetrics gpus = asking("hangs", Duration.ofMillis(50))) {
            for (int i = 0; i < 100; i++) {
                assertThat(gpus.sample()).isEmpty();
            }
        }
        Awaitility.await().atMost(LONG).until(this::noneIsLeft);
    }

    @Test
    void close_endsAQuestionThatIsUnderWay() throws Exception {
        GpuMetrics gpus = asking("hangs", Duration.ofHours(1));
        CompletableFuture<Map<String, Double>> sample = CompletableFuture.supplyAsync(gpus::sample);
        Awaitility.await().atMost(LONG).until(() -> !noneIsLeft());
        gpus.close();

        assertThat(sample.get(60, TimeUnit.SECONDS)).isEmpty();
        Awaitility.await().atMost(LONG).until(this::noneIsLeft);
    }

    private boolean noneIsLeft() {
        return ProcessHandle.current().children().allMatch(before::contains);
    }

    @Test
    void parse_takesWhatHasTheRightForm() {
        assertThat(GpuMetrics.parse("NVIDIA-SMI has failed because it could not talk to the driver.\n"))
                .isEmpty();
        assertThat(GpuMetrics.parse("")).isEmpty();
        assertThat(GpuMetrics.parse("0, 1, 2\n-1, 1, 2, 3, 4, 5\n")).isEmpty();
        assertThat(GpuMetrics.parse("3, [Unknown Error], 1, 0, -5, 0\r\n"))
                .containsOnlyKeys("gpu_3_memory_usage_megabytes");
    }
}
