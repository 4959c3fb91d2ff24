/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The load of the machine under MLflow's names: percentages of 0..100, megabytes of 10^6 bytes. The processor's is the
 * mean since the sample before, the network's traffic is counted from the start. On Linux all are read from
 * {@code /proc}, elsewhere Java tells all but the network; those of GPUs are asked of {@code nvidia-smi}. A value that
 * cannot be read is absent. Not safe for use by several threads, but for {@link #close}.
 */
public final class SystemMetrics implements AutoCloseable {

    private static final double MEGABYTE = 1e6;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    /** The times after these eight are of guests and contained in the first. */
    private static final int TIMES = 8;

    private final Path proc;
    private final Path disk;
    private final GpuMetrics gpus;
    private final String prefix;
    private long @Nullable [] lastTimes;
    private final long @Nullable [] firstTraffic;

    /**
     * Counts from now on.
     *
     * @param node what tells this machine or process from others of the same run; empty text for one alone
     * @param nvidiaSmi the path of that program; empty text for the one on {@code PATH}
     */
    public SystemMetrics(String node, String nvidiaSmi) {
        this(
                Path.of("/proc"),
                Path.of(System.getProperty("user.dir", ".")).toAbsolutePath(),
                node,
                new GpuMetrics(nvidiaSmi));
    }

    SystemMetrics(Path proc, Path directory, String node, GpuMetrics gpus) {
        this.gpus = gpus;
        this.prefix = "system/" + (node.isEmpty() ? "" : node + "/");
        this.proc = proc;
        Path root = directory.getRoot();
        this.disk = root == null ? directory : root;
        this.lastTimes = times();
        this.firstTraffic = traffic();
    }

    /** The values now. Never throws. */
    public Map<String, Double> sample() {
        Map<String, Double> values = new LinkedHashMap<>();
        cpu(values);
        memory(values);
        disk(values);
        long[] traffic = traffic();
        if (traffic != null && firstTraffic != null) {
            put(values, "network_receive_megabytes", (traffic[0] - firstTraffic[0]) / MEGABYTE);
            put(values, "network_transmit_megabytes", (traffic[1] - firstTraffic[1]) / MEGABYTE);
        }
        gpus.sample().forEach((name, value) -> put(values, name, value));
        return values;
    }

    /** Ends a question to the GPUs that is under way; there are no more after it. */
    @Override
    public void close() {
        gpus.close();
    }

    private void put(Map<String, Double> values, String name, double value) {
        if (Double.isFinite(value) && value >= 0) {
            values.put(prefix + name, value);
        }
    }

    private void cpu(Map<String, Double> values) {
        long[] times = times();
        long[] before = lastTimes;
        lastTimes = times;
        if (times == null) {
            JavaMetrics.cpu().ifPresent(percent -> put(values, "cpu_utilization_percentage", percent));
        } else if (before != null) {
            long all = Arrays.stream(times).sum() - Arrays.stream(before).sum();
            long idle = times[IDLE] + times[IO_WAIT] - before[IDLE] - before[IO_WAIT];
            if (all > 0) {
                put(values, "cpu_utilization_percentage", Math.max(0, Math.min(100, 100.0 * (all - idle) / all)));
            }
        }
    }

    private long @Nullable [] times() {
        for (String line : lines("stat")) {
            String[] fields = line.trim().split("\\s+");
            if (fields[0].equals("cpu") && fields.length > TIMES) {
                return numbers(fields, 1, TIMES);
            }
        }
        return null;
    }

    private void memory(Map<String, Double> values) {
        double total = Double.NaN;
        double available = Double.NaN;
        for (String line : lines("meminfo")) {
            String[] fields = line.split("\\s+");
            if (fields[0].equals("MemTotal:")) {
                total = kilobytes(fields);
            } else if (fields[0].equals("MemAvailable:")) {
                available = kilobytes(fields);
            }
        }
        if (Double.isNaN(total) || Double.isNaN(available)) {
            double[] bytes = JavaMetrics.memory();
            total = bytes[0];
            available = bytes[1];
        }
        put(values, "system_memory_usage_megabytes", (total - available) / MEGABYTE);
        put(values, "system_memory_usage_percentage", 100 * (total - available) / total);
    }

    private static double kilobytes(String[] fields) {
        long[] number = fields.length < 2 ? null : numbers(fields, 1, 1);
        return number == null ? Double.NaN : number[0] * 1024.0;
    }

    private void disk(Map<String, Double> values) {
        try {
            FileStore store = Files.getFileStore(disk);
            double used = (double) store.getTotalSpace() - store.getUnallocatedSpace();
            double free = store.getUsableSpace();
            put(values, "disk_usage_percentage", 100 * used / (used + free));
            put(values, "disk_usage_megabytes", used / MEGABYTE);
            put(values, "disk_available_megabytes", free / MEGABYTE);
        } catch (IOException | RuntimeException e) {
            // Absent.
        }
    }

    /** Bytes received and sent by all interfaces together. */
    private long @Nullable [] traffic() {
        long[] sums = null;
        for (String line : lines("net/dev")) {
            int colon = line.lastIndexOf(':');
            String[] fields =
                    colon < 0 ? new String[0] : line.substring(colon + 1).trim().split("\\s+");
            long[] numbers = fields.length < 9 ? null : numbers(fields, 0, 9);
            if (numbers != null) {
                sums = sums == null ? new long[2] : sums;
                sums[0] += numbers[0];
                sums[1] += numbers[8];
            }
        }
        return sums;
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private static long @Nullable [] numbers(String[] fields, int from, int count) {
        try {
            return Arrays.stream(fields, from, from + count)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What Java itself knows; apart, because {@code jdk.management} may not be there. */
    private static final class JavaMetrics {

        private JavaMetrics() {}

        static OptionalDouble cpu() {
            try {
                if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        && os.getCpuLoad() >= 0) {
                    return OptionalDouble.of(os.getCpuLoad() * 100);
                }
            } catch (LinkageError e) {
                // Absent.
            }
            return OptionalDouble.empty();
        }

        /** All and free memory in bytes, NaN when unknown. */
        static double[] memory() {
            try {
                if (ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean os) {
                    return new double[] {os.getTotalMemorySize(), os.getFreeMemorySize()};
                }
            } catch (LinkageError e) {
                // Absent.
            }
            return new double[] {Double.NaN, Double.NaN};
        }
    }
}
