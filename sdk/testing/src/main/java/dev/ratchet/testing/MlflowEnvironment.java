/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Python environment with one MLflow release, made once and then kept in a cache: {@code RATCHET_CACHE}, or
 * {@code .cache/ratchet} in the user's home. Its key is the digest of the pinned requirements and Python's version, so
 * changed pins make a new one. Making it downloads some 100 MB from the package index that pip is set up for.
 *
 * <p>Safe for use by many threads and by parallel builds.
 */
public final class MlflowEnvironment {

    private static final Logger LOG = LoggerFactory.getLogger(MlflowEnvironment.class);
    private static final Map<MlflowGeneration, MlflowEnvironment> KNOWN = new ConcurrentHashMap<>();
    private static final Duration PIP_LIMIT = Duration.ofMinutes(20);
    /** How long a script may run when nothing else is said. */
    static final Duration SCRIPT_LIMIT = Duration.ofMinutes(2);

    private final MlflowGeneration generation;
    private final Path directory;

    private MlflowEnvironment(MlflowGeneration generation, Path directory) {
        this.generation = generation;
        this.directory = directory;
    }

    /**
     * The environment of a release; made if the cache has none, which takes about a minute.
     *
     * @throws RatchetException if there is no Python 3.11 or later, or pip fails; the message ends with pip's last lines
     */
    public static MlflowEnvironment of(MlflowGeneration generation) {
        return KNOWN.computeIfAbsent(generation, any -> of(any, cache(System.getenv()), System.getenv()));
    }

    static MlflowEnvironment of(MlflowGeneration generation, Path cache, Map<String, String> inherited) {
        Map<String, String> clean = clean(inherited);
        PythonInterpreter python = PythonInterpreter.find(clean);
        byte[] requirements = resource(generation.requirements());
        String name = "mlflow-" + generation.version() + "-python-" + python.version() + "-" + key(requirements);
        MlflowEnvironment environment = new MlflowEnvironment(generation, cache.resolve(name));
        if (!environment.complete()) {
            Directories.locked(cache.resolve(name + ".lock"), () -> {
                if (!environment.complete()) {
                    environment.make(python, requirements, clean);
                }
                return environment;
            });
        }
        return environment;
    }

    static Path cache(Map<String, String> environment) {
        String chosen = environment.get("RATCHET_CACHE");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "ratchet")
                : Path.of(chosen).toAbsolutePath();
    }

    /** The release that is installed. */
    public MlflowGeneration generation() {
        return generation;
    }

    /** The Python interpreter that sees MLflow. */
    public Path python() {
        return executable("python");
    }

    Path executable(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /**
     * Runs a script to its end, in an empty directory, without a tracking server, for at most two minutes.
     *
     * @return what it printed
     * @throws RatchetException if it fails; the message ends with its last lines
     */
    public String runPython(String script, String... arguments) {
        return run(SCRIPT_LIMIT, Map.of(), script, arguments);
    }

    String run(Duration limit, Map<String, String> extra, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(python().toString(), "-"));
        command.addAll(List.of(arguments));
        Map<String, String> variables = variables();
        variables.putAll(extra);
        Subprocess ended = Subprocess.run("the Python script", limit, variables, script, command);
        if (ended.exitCode() != 0) {
            throw new RatchetException(
                    "the Python script ended with code " + ended.exitCode() + Subprocess.tail(ended.errors(), 30));
        }
        return ended.output();
    }

    /** The environment variables of every process of this environment. */
    Map<String, String> variables() {
        Map<String, String> variables = clean(System.getenv());
        variables.put("PATH", directory.resolve("bin") + File.pathSeparator + variables.getOrDefault("PATH", ""));
        variables.put("VIRTUAL_ENV", directory.toString());
        variables.put("PYTHONIOENCODING", "utf-8");
        variables.put("GIT_PYTHON_REFRESH", "quiet");
        variables.put("MLFLOW_DISABLE_TELEMETRY", "true");
        // A proxy is for package indexes; it must not see the loopback interface.
        variables.put("NO_PROXY", "127.0.0.1,localhost");
        variables.put("no_proxy", "127.0.0.1,localhost");
        return variables;
    }

    /** Leaves out what would make Python or MLflow behave differently on another machine. */
    private static Map<String, String> clean(Map<String, String> inherited) {
        Map<String, String> kept = new LinkedHashMap<>(inherited);
        kept.keySet()
                .removeIf(name -> name.startsWith("PYTHON") || name.contains("MLFLOW_") || name.equals("PIP_USER"));
        return kept;
    }

    private boolean complete() {
        // A Python that was removed or moved leaves a dangling link.
        return Files.exists(directory.resolve("complete")) && Files.isExecutable(python());
    }

    private void make(PythonInterpreter base, byte[] requirements, Map<String, String> variables) {
        String release = "MLflow " + generation.version();
        LOG.info("Making the Python environment of {} in {}: once, about a minute", release, directory);
        try {
            Directories.delete(directory);
            Files.createDirectories(directory);
            Path pins = Files.write(directory.resolve("requirements.txt"), requirements);
            check(
                    "python3 -m venv",
                    Subprocess.run(
                            "python3 -m venv",
                            PIP_LIMIT,
                            variables,
                            "",
                            List.of(base.command(), "-m", "venv", directory.toString())));
            List<String> pip = List.of(
                    python().toString(),
                    "-m",
                    "pip",
                    "install",
                    "--no-deps",
                    "--no-input",
                    "--progress-bar=off",
                    "--disable-pip-version-check",
                    "-r",
                    pins.toString());
            check("pip", Subprocess.run("pip", PIP_LIMIT, variables, "", pip));
            // Written last: an environment without it is made again.
            Files.writeString(directory.resolve("complete"), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the Python environment " + directory, e);
        }
        LOG.info("Made the Python environment of {}", release);
    }

    private void check(String what, Subprocess ended) {
        if (ended.exitCode() != 0) {
            throw new RatchetException(what + " failed with code " + ended.exitCode()
                    + " while making the Python environment of MLflow " + generation.version()
                    + Subprocess.tail(ended.output() + ended.errors(), 15));
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = MlflowEnvironment.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }

    private static String key(byte[] requirements) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(requirements);
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
