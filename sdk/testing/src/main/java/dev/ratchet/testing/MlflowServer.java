/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A real MLflow server on a free loopback port, with artifacts that go through the server, and its own SQLite store if
 * no {@linkplain MlflowServerOptions#withDatabase(String) other database} is given.
 * The first use on a machine makes its {@linkplain MlflowEnvironment Python environment}; a start takes 5 to 15 s.
 *
 * <p>To be quick its SQLite does not wait for the disk: the data survive {@link #kill()}, not a power cut.
 *
 * <p>It ends with {@link #close()}, and with this JVM, even when that is killed. Not safe for use by many threads,
 * apart from {@link #uri()} and the scripts.
 *
 * <pre>{@code
 * try (MlflowServer server = MlflowServer.start(MlflowGeneration.V3_17_2)) {
 *   // MLFLOW_TRACKING_URI is server.uri()
 * }
 * }</pre>
 */
public final class MlflowServer implements AutoCloseable {

    /** The user of a server {@linkplain MlflowServerOptions#withBasicAuth() with authentication}. */
    public static final String ADMIN_USER = "admin";

    /** The password of {@link #ADMIN_USER}. */
    public static final String ADMIN_PASSWORD = "ratchet-test-password";

    /** A second server on the database of one that is only busy would lock it. */
    private static final Duration BUSY_LIMIT = Duration.ofMinutes(1);

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final MlflowServerOptions options;
    private final MlflowEnvironment environment;
    private final Path directory;
    private final int port;
    /** The process with which this server ends; empty for a server of this JVM alone. */
    private final Optional<ProcessHandle> owner;

    private @Nullable ServerProcess process;

    MlflowServer(MlflowServerOptions options, Path directory, int port, Optional<ProcessHandle> owner) {
        this.options = options;
        this.environment = MlflowEnvironment.of(options.generation());
        this.directory = directory;
        this.port = port;
        this.owner = owner;
    }

    /** Starts a server of this release. The same as {@code start(MlflowServerOptions.of(generation))}. */
    public static MlflowServer start(MlflowGeneration generation) {
        return start(MlflowServerOptions.of(generation));
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws RatchetException if there is no Python, or the server ends at once or does not answer within 60 s; the
     *     message ends with the last lines of its log
     */
    public static MlflowServer start(MlflowServerOptions options) {
        Path directory;
        try {
            directory = Files.createTempDirectory("mlflow-server-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for an MLflow server", e);
        }
        MlflowServer server = new MlflowServer(options, directory, LoopbackPorts.free(), Optional.empty());
        OpenServers.add(server);
        try {
            server.launch();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /**
     * The server that all tests of one build share; started by the first that asks. It ends with Maven, or with this
     * JVM when that was not started by Maven's Surefire. {@link #close()} leaves it running and {@link #stop()},
     * {@link #kill()} and {@link #restart()} are refused. Others use it too: make experiments and models with names of
     * your own.
     *
     * @throws RatchetException as {@link #start(MlflowServerOptions)}
     */
    public static MlflowServer shared(MlflowGeneration generation) {
        return shared(MlflowServerOptions.of(generation));
    }

    /**
     * The server with these options that all tests of one build share, as {@link #shared(MlflowGeneration)}; equal
     * options give the same server.
     *
     * @throws RatchetException as {@link #start(MlflowServerOptions)}
     */
    public static MlflowServer shared(MlflowServerOptions options) {
        return SharedServers.get(options, SharedServers.owner());
    }

    /** Where it listens, for example {@code http://127.0.0.1:23456}; stays the same over a restart. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + options.staticPrefix());
    }

    /** The MLflow release. */
    public MlflowGeneration generation() {
        return options.generation();
    }

    /** The Python interpreter that sees the same MLflow as the server. */
    public Path python() {
        return environment.python();
    }

    /**
     * Runs a Python script to its end, for at most two minutes, in an empty directory. Its MLflow talks to this server.
     *
     * @param script the program, read by Python from its standard input
     * @param arguments what the script finds in {@code sys.argv[1:]}
     * @return what it printed
     * @throws RatchetException if it fails or takes too long; the message ends with its last lines
     */
    public String runPython(String script, String... arguments) {
        return runPython(MlflowEnvironment.SCRIPT_LIMIT, script, arguments);
    }

    /** Runs a Python script as {@link #runPython(String, String...)}, with another limit. */
    public String runPython(Duration limit, String script, String... arguments) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("MLFLOW_TRACKING_URI", uri().toString());
        if (options.basicAuth()) {
            variables.put("MLFLOW_TRACKING_USERNAME", ADMIN_USER);
            variables.put("MLFLOW_TRACKING_PASSWORD", ADMIN_PASSWORD);
        }
        return environment.run(limit, variables, script, arguments);
    }

    /** The file that the server writes its log to; gone after {@link #close()}. */
    public Path log() {
        return ServerProcess.log(directory);
    }

    /** Switches the server off, gently first; its data and its port are kept for {@link #restart()}. */
    public void stop() {
        ServerProcess running = mine("stop");
        if (running != null) {
            running.stop();
            process = null;
        }
    }

    /** Kills the server without a warning; its data and its port are kept for {@link #restart()}. */
    public void kill() {
        ServerProcess running = mine("kill");
        if (running != null) {
            running.kill();
            process = null;
        }
    }

    /** Stops the server if it runs, and starts it on the same port and data. */
    public void restart() {
        stop();
        launch();
    }

    /** Ends the server and removes its data; may be called again. A shared server goes on. */
    @Override
    public void close() {
        if (owner.isPresent()) {
            return;
        }
        OpenServers.remove(this);
        try {
            stop();
        } finally {
            Directories.delete(directory);
        }
    }

    private @Nullable ServerProcess mine(String what) {
        if (owner.isPresent()) {
            throw new IllegalStateException("cannot " + what
                    + " the shared MLflow server, which other tests use; start one with MlflowServer.start");
        }
        return process;
    }

    void launch() {
        ServerProcess started = ServerProcess.start(environment.python(), directory, owner, variables(), command());
        process = started;
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (started.endedWithin(100)) {
                throw new RatchetException(
                        "MLflow " + generation().version() + " ended while it started" + Subprocess.tail(log(), 30));
            }
            if (System.nanoTime() > deadline) {
                throw new RatchetException("MLflow " + generation().version() + " did not answer at " + uri()
                        + " within " + START_LIMIT.toSeconds() + " s" + Subprocess.tail(log(), 30));
            }
        }
    }

    /** Whether it answers its health check; waited for while something listens, which may be busy. */
    boolean answersInTime() {
        long deadline = System.nanoTime() + BUSY_LIMIT.toNanos();
        while (!answers()) {
            if (!listens() || System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(100_000_000);
        }
        return true;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it answers its health check now. */
    boolean answers() {
        try {
            // Never through a proxy, which may be set for all of this JVM.
            HttpURLConnection connection = (HttpURLConnection) health().toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private URI health() {
        // MLflow 2 answers its health check at the root, whatever the prefix.
        return generation() == MlflowGeneration.V2_22_5 ? uri().resolve("/health") : URI.create(uri() + "/health");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                environment.executable("mlflow").toString(),
                "server",
                "--backend-store-uri=" + database(),
                "--artifacts-destination=" + directory.resolve("artifacts"),
                "--host=127.0.0.1",
                "--port=" + port,
                "--workers=1"));
        if (options.basicAuth()) {
            command.add("--app-name=basic-auth");
        }
        if (!options.allowedHosts().isEmpty()) {
            command.add("--allowed-hosts=" + String.join(",", options.allowedHosts()));
        }
        command.addAll(options.arguments());
        return command;
    }

    private String database() {
        return options.database().isEmpty() ? "sqlite:///" + directory.resolve("mlflow.db") : options.database();
    }

    private Map<String, String> variables() {
        Map<String, String> variables = environment.variables();
        // Else seven more processes and twice the memory.
        variables.put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        if (options.basicAuth()) {
            variables.put("MLFLOW_AUTH_CONFIG_PATH", authentication().toString());
            // Else each request takes 130 ms of processor time to hash its password; what is checked stays the same.
            variables.put("RATCHET_CHEAP_HASHES", "true");
            variables.put("MLFLOW_FLASK_SERVER_SECRET_KEY", "for tests only");
        }
        variables.putAll(options.environment());
        return variables;
    }

    private Path authentication() {
        String settings = """
                [mlflow]
                default_permission = READ
                database_uri = sqlite:///%s
                admin_username = %s
                admin_password = %s
                authorization_function = mlflow.server.auth:authenticate_request_basic_auth
                """.formatted(directory.resolve("users.db"), ADMIN_USER, ADMIN_PASSWORD);
        try {
            return Files.writeString(directory.resolve("basic_auth.ini"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the server's user settings", e);
        }
    }
}
