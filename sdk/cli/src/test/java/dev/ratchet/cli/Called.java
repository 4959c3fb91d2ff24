/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.cli.internal.text.JsonText;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command as it was called in this process: what it wrote and how it ended. */
record Called(int exitCode, String out, String err) {

    static Called with(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err), environment);
        return new Called(code, out.toString(), err.toString());
    }

    static Called of(String... arguments) {
        return with(Map.of(), arguments);
    }

    /** On that local store. */
    static Called at(Path store, String... arguments) {
        return of(Stream.concat(Stream.of(arguments), Stream.of("--store", store.toString()))
                .toArray(String[]::new));
    }

    /** By that clock. */
    static Called by(Clock clock, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(
                arguments,
                new CliContext(new PrintWriter(out), new PrintWriter(err), Map.of(), clock, ZoneId.of("UTC"), false));
        return new Called(code, out.toString(), err.toString());
    }

    /** As a person at a terminal sees it, in UTC. */
    static Called onTerminal(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cli.run(
                arguments,
                new CliContext(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        environment,
                        Clock.systemUTC(),
                        ZoneId.of("UTC"),
                        true));
        return new Called(code, out.toString(), err.toString());
    }

    Map<String, @Nullable Object> json() {
        return JsonText.readObject(out)
                .orElseThrow(() -> new AssertionError("no JSON document but: " + out + "\nand: " + err));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, @Nullable Object>> list(String key) {
        Object list = json().get(key);
        if (list instanceof List<?>) {
            return (List<Map<String, @Nullable Object>>) list;
        }
        throw new AssertionError("no list '" + key + "' in: " + out);
    }

    static Ratchet ratchet(Path store) {
        return Ratchet.builder().environment(Map.of()).store(store).open();
    }
}
