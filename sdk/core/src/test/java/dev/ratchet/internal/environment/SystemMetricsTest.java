/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SystemMetricsTest {

    @TempDir
    Path proc;

    @Test
    void sample_hasTheNodeInItsNames_whereThereIsOne() {
        try (SystemMetrics metrics = new SystemMetrics("rank-1", "")) {
            assertThat(metrics.sample().keySet()).isNotEmpty().allMatch(name -> name.startsWith("system/rank-1/"));
        }
    }

    private SystemMetrics metrics(Path from) {
        return new SystemMetrics(
                from, proc, "", new GpuMetrics(proc.resolve("none").toString()));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(proc.resolve(file).getParent());
        Files.writeString(proc.resolve(file), text);
    }

    private void traffic(long received, long sent) throws IOException {
        write("net/dev", """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
                    lo:     500       1    0    0    0     0          0         0      500       1    0
                  eth0:%d       1    0    0    0     0          0         0 %d       1    0
                """.formatted(received, sent));
    }

    @Test
    void sample_readsProc() throws IOException {
        write("stat", "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1\n");
        write("meminfo", "MemTotal:       8000000 kB\nMemFree:  1 kB\nMemAvailable:   6000000 kB\n");
        traffic(1_000_000, 0);
        SystemMetrics metrics = metrics(proc);
        write("stat", "cpu  160 0 140 890 10 0 0 0 0 0\n");
        traffic(3_500_000, 1_000_000);

        Map<String, Double> sample = metrics.sample();

        assertThat(sample)
                .containsOnlyKeys(
                        "system/cpu_utilization_percentage",
                        "system/system_memory_usage_megabytes",
                        "system/system_memory_usage_percentage",
                        "system/disk_usage_percentage",
                        "system/disk_usage_megabytes",
                        "system/disk_available_megabytes",
                        "system/network_receive_megabytes",
                        "system/network_transmit_megabytes")
                .containsEntry("system/cpu_utilization_percentage", 50.0)
                .containsEntry("system/system_memory_usage_megabytes", 2048.0)
                .containsEntry("system/system_memory_usage_percentage", 25.0)
                .containsEntry("system/network_receive_megabytes", 2.5)
                .containsEntry("system/network_transmit_megabytes", 1.0);
        assertThat(sample.get("system/disk_usage_percentage")).isBetween(0.0, 100.0);
        assertThat(metrics.sample()).as("no time has passed").doesNotContainKey("system/cpu_utilization_percentage");
    }

    @Test
    void sample_asksJava_withoutProc() {
        Map<String, Double> sample = metrics(proc.resolve("missing")).sample();

        assertThat(sample)
                .containsKeys("system/system_memory_usage_megabytes", "system/disk_available_megabytes")
                .doesNotContainKey("system/network_receive_megabytes");
        assertThat(sample.get("system/system_memory_usage_percentage")).isCloseTo(50, within(50.0));
    }

    @Test
    void sample_leavesOutWhatCannotBeRead() throws IOException {
        write("stat", "cpu  x y\n");
        write("meminfo", "MemTotal:\nrubbish");
        write("net/dev", "eth0: a b c d e f g h i\n");

        assertThat(metrics(proc).sample()).doesNotContainKey("system/network_receive_megabytes");
    }
}
