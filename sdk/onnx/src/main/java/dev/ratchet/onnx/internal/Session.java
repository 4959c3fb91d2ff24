/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.ratchet.RatchetException;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A session of ONNX Runtime on the CPU. Several threads may run it at once; closing waits for those, and frees the
 * native memory.
 */
public final class Session implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** What is done in a session while it is open. */
    @FunctionalInterface
    public interface Use<T> {
        T with(OrtEnvironment environment, OrtSession session) throws OrtException;
    }

    private Session(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputs = ports(session.getInputInfo().values());
        this.outputs = ports(session.getOutputInfo().values());
    }

    private static List<Port> ports(Collection<NodeInfo> nodes) {
        return nodes.stream().map(Port::of).toList();
    }

    /**
     * Opens a file, with what lies beside it where its tensors do.
     *
     * @param settings MLflow's {@code onnx_session_options}: threads, execution mode, level of optimization
     * @throws RatchetException when ONNX Runtime cannot load it
     */
    public static Session open(Path file, Map<String, ?> settings) {
        return open("'" + file + "'", settings, (env, options) -> env.createSession(file.toString(), options));
    }

    /** Opens a model that is in memory. */
    public static Session open(byte[] model) {
        return open("the model", Map.of(), (env, options) -> env.createSession(model, options));
    }

    @FunctionalInterface
    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private static Session open(String what, Map<String, ?> settings, Opening opening) {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            set(options, settings);
            OrtSession session = opening.open(environment, options);
            try {
                return new Session(environment, session);
            } catch (OrtException | RuntimeException | Error e) {
                try {
                    session.close();
                } catch (OrtException more) {
                    e.addSuppressed(more);
                }
                throw e;
            }
        } catch (OrtException e) {
            throw new RatchetException("ONNX Runtime cannot load " + what + ": " + reason(e), e);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            throw new RatchetException(
                    "ONNX Runtime's native library cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + e.getMessage()
                            + ". It is there for Linux on x86-64 and ARM64, macOS on ARM64 and Windows on x86-64.",
                    e);
        }
    }

    private static void set(OrtSession.SessionOptions options, Map<String, ?> settings) throws OrtException {
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        if (settings.get("intra_op_num_threads") instanceof Number threads) {
            options.setIntraOpNumThreads(threads.intValue());
        }
        if (settings.get("inter_op_num_threads") instanceof Number threads) {
            options.setInterOpNumThreads(threads.intValue());
        }
        if (settings.get("execution_mode") instanceof String mode) {
            options.setExecutionMode(executionMode(mode));
        }
        if (settings.get("graph_optimization_level") instanceof Number level) {
            options.setOptimizationLevel(optimization(level.intValue()));
        }
    }

    private static OrtSession.SessionOptions.ExecutionMode executionMode(String mode) {
        try {
            return OrtSession.SessionOptions.ExecutionMode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RatchetException(
                    "The model's onnx_session_options have the execution_mode '" + mode
                            + "'; allowed are sequential and parallel. Log it again with one of them.",
                    e);
        }
    }

    private static OrtSession.SessionOptions.OptLevel optimization(int level) {
        return switch (level) {
            case 0 -> OrtSession.SessionOptions.OptLevel.NO_OPT;
            case 1 -> OrtSession.SessionOptions.OptLevel.BASIC_OPT;
            case 2 -> OrtSession.SessionOptions.OptLevel.EXTENDED_OPT;
            default -> OrtSession.SessionOptions.OptLevel.ALL_OPT;
        };
    }

    /** What the graph takes. */
    public List<Port> inputs() {
        return inputs;
    }

    /** What the graph gives. */
    public List<Port> outputs() {
        return outputs;
    }

    /**
     * Uses the session; it is not closed meanwhile.
     *
     * @throws RatchetException when it was closed, or ONNX Runtime fails
     */
    public <T> T use(Use<T> use) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new RatchetException("The model was closed; load it again to score.");
            }
            return use.with(environment, session);
        } catch (OrtException e) {
            throw new RatchetException("ONNX Runtime cannot score the rows: " + reason(e), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Scores rows of a model with one input of floats. */
    public float[][] score(float[] values, int rows) {
        Port input = inputs.get(0);
        long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
        shape[0] = rows;
        return use((env, open) -> {
            try (OnnxTensor tensor = OnnxTensor.createTensor(env, FloatBuffer.wrap(values), shape);
                    OrtSession.Result result = open.run(Map.of(input.name(), tensor))) {
                return Scores.of(outputs).read(result, rows);
            }
        });
    }

    /** ONNX Runtime's messages can have several lines; the first says what it is. */
    private static String reason(OrtException error) {
        String message = String.valueOf(error.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new RatchetException("ONNX Runtime cannot close its session: " + reason(e), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
