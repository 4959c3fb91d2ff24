/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The load of NVIDIA's GPUs under MLflow's names, asked of {@code nvidia-smi}, a process for each sample. Where there is no
 * such program there are no values; one that fails or hangs several times in a row is not asked again, which is said once.
 * {@link #close} may come from any thread and ends a question that is under way; the rest is for one thread.
 */
final class GpuMetrics implements AutoCloseable {

    /** The driver may take seconds to wake up; a sample is taken every ten. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(GpuMetrics.class);
    private static final List<String> QUESTION = List.of(
            "--query-gpu=index,utilization.gpu,memory.used,memory.total,power.draw,enforced.power.limit",
            "--format=csv,noheader,nounits");
    private static final int FIELDS = 6;
    /** The program counts in 2^20 bytes, MLflow in 10^6. */
    private static final double MEGABYTES = 1.048576;

    private static final int MOST_FAILURES = 3;
    private static final int LONGEST_ANSWER = 1 << 16;

    private final List<String> program;
    private final boolean wanted;
    private final Duration patience;
    private int failures;
    private volatile @Nullable Process asked;
    private volatile boolean over;

    /**
     * Asks nothing yet.
     *
     * @param program its path; empty text for the one on {@code PATH}, which may be missing
     */
    GpuMetrics(String program) {
        this(List.of(program.isEmpty() ? "nvidia-smi" : program), !program.isEmpty(), PATIENCE);
    }

    /** Asks a program with arguments of its own. */
    GpuMetrics(List<String> program, boolean wanted, Duration patience) {
        this.program = List.copyOf(program);
        this.wanted = wanted;
        this.patience = patience;
    }

    /** The values now, by names without a prefix; empty where there are none. Never throws. */
    Map<String, Double> sample() {
        if (over) {
            return Map.of();
        }
        try {
            Map<String, Double> values = parse(ask());
            failures = 0;
            return values;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MissingProgramException e) {
            over = true;
            if (wanted) {
                LOG.warn("No metrics of GPUs: {}. Correct RATCHET_NVIDIA_SMI, or unset it.", e.getMessage());
            } else {
                LOG.debug("No metrics of GPUs: {}", e.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
        }
        return Map.of();
    }

    private void failed(String how) {
        failures++;
        if (over || failures < MOST_FAILURES) {
            LOG.debug("A sample of the GPUs is lost: {}", how);
            return;
        }
        over = true;
        LOG.warn(
                "No more metrics of GPUs in this run: {} failed {} times in a row, the last time: {}. See what it says in"
                        + " a shell, or name another by RATCHET_NVIDIA_SMI.",
                program.get(0),
                failures,
                how);
    }

    private static final class MissingProgramException extends Exception {

        private static final long serialVersionUID = 1L;

        MissingProgramException(String message) {
            super(message);
        }
    }

    /** By a file: a pipe may be kept open by whatever the program has left behind. */
    private String ask() throws IOException, InterruptedException, MissingProgramException {
        Path answer = Files.createTempFile("ratchet-gpu-", ".csv");
        try {
            Process child = start(answer);
            asked = child;
            try {
                // After it was made known, so that close() either sees the child or is seen here.
                if (over || !child.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("no answer within " + patience.toMillis() / 1000.0 + " s");
                }
            } finally {
                asked = null;
                kill(child);
            }
            if (child.exitValue() != 0) {
                throw new IOException("it ended with " + child.exitValue());
            }
            if (Files.size(answer) > LONGEST_ANSWER) {
                throw new IOException("its answer is too long");
            }
            return Files.readString(answer, StandardCharsets.ISO_8859_1);
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private Process start(Path answer) throws IOException, MissingProgramException {
        List<String> command = new ArrayList<>(program);
        command.addAll(QUESTION);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(answer.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process child = builder.start();
            child.getOutputStream().close();
            return child;
        } catch (IOException e) {
            throw new MissingProgramException(String.valueOf(e.getMessage()));
        }
    }

    private static void kill(Process child) {
        if (child.isAlive()) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
    }

    /** A line for each GPU; a value that the GPU does not tell, such as {@code [N/A]}, is absent. */
    static Map<String, Double> parse(String answer) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String line : answer.lines().toList()) {
            String[] fields = line.split(",", -1);
            String index = fields[0].strip();
            if (fields.length == FIELDS && index.matches("\\d{1,4}")) {
                gpu(values, "gpu_" + index + "_", fields);
            }
        }
        return values;
    }

    private static void gpu(Map<String, Double> values, String prefix, String[] fields) {
        double used = number(fields[2]);
        double power = number(fields[4]);
        put(values, prefix + "memory_usage_percentage", 100 * used / number(fields[3]));
        put(values, prefix + "memory_usage_megabytes", used * MEGABYTES);
        put(values, prefix + "utilization_percentage", number(fields[1]));
        put(values, prefix + "power_usage_watts", power);
        put(values, prefix + "power_usage_percentage", 100 * power / number(fields[5]));
    }

    private static void put(Map<String, Double> values, String name, double value) {
        if (Double.isFinite(value) && value >= 0) {
            values.put(name, value);
        }
    }

    private static double number(String field) {
        try {
            return Double.parseDouble(field.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        over = true;
        Process child = asked;
        if (child != null) {
            kill(child);
        }
    }
}
