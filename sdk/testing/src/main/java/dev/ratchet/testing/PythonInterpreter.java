/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Python that environments are made with: {@code python3} on the path, or what the environment variable
 * {@code RATCHET_PYTHON} names.
 *
 * @param version for example {@code 3.11.7}
 */
record PythonInterpreter(String command, String version) {

    private static final int OLDEST_MINOR = 11;

    private static final String ASK =
            "import platform, sys, venv, ensurepip; print(platform.python_version(), *sys.version_info[:2])";

    /** What was found, because every test class asks and each answer takes a start of Python. */
    private static final Map<Map<String, String>, PythonInterpreter> FOUND = new ConcurrentHashMap<>();

    /**
     * Finds the interpreter; the first time in an environment by asking it.
     *
     * @throws RatchetException if there is none that can make environments; the message says what to install
     */
    static PythonInterpreter find(Map<String, String> environment) {
        return FOUND.computeIfAbsent(Map.copyOf(environment), PythonInterpreter::ask);
    }

    private static PythonInterpreter ask(Map<String, String> environment) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            throw new RatchetException("the MLflow test server needs process groups, which Windows has not; use WSL");
        }
        String command = Objects.requireNonNullElse(environment.get("RATCHET_PYTHON"), "python3");
        String remedy = "; the MLflow test server needs Python 3." + OLDEST_MINOR
                + " or later with its venv module (Debian: apt-get install python3-venv), as python3 on the path or"
                + " named by RATCHET_PYTHON";
        Subprocess answer;
        try {
            answer = Subprocess.run(command, Duration.ofSeconds(30), environment, "", List.of(command, "-c", ASK));
        } catch (RatchetException e) {
            throw new RatchetException("no usable Python: " + e.getMessage() + remedy, e);
        }
        if (answer.exitCode() != 0) {
            throw new RatchetException("no usable Python: " + command + Subprocess.tail(answer.errors(), 1) + remedy);
        }
        String[] words = answer.output().strip().split(" ", -1);
        if (!words[1].equals("3") || Integer.parseInt(words[2]) < OLDEST_MINOR) {
            throw new RatchetException("no usable Python: " + command + " is " + words[0] + remedy);
        }
        return new PythonInterpreter(command, words[0]);
    }
}
