/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the command sees of the world.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param environment the variables of the environment
 * @param clock the time
 * @param zone the zone in which people read times
 * @param terminal whether a person watches
 */
record CliContext(
        PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock, ZoneId zone, boolean terminal) {

    static CliContext system() {
        boolean terminal = isTerminal();
        Charset charset = terminal ? terminalCharset() : StandardCharsets.UTF_8;
        return new CliContext(
                writer(FileDescriptor.out, charset),
                writer(FileDescriptor.err, charset),
                System.getenv(),
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                terminal);
    }

    private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
        return new PrintWriter(new FileOutputStream(descriptor), true, charset);
    }

    @SuppressWarnings("SystemConsoleNull") // both meanings of the answer are handled
    private static boolean isTerminal() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too.
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static Charset terminalCharset() {
        @Nullable String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return Charset.forName(name != null ? name : System.getProperty("native.encoding", "UTF-8"));
    }

    /** Whether colours are wanted: on a terminal, unless NO_COLOR is set or the terminal is dumb. */
    boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    RatchetBuilder ratchet() {
        return Ratchet.builder().environment(environment).clock(clock);
    }

    void heading(String text) {
        out.println(Style.BOLD.of(text, colour()));
    }

    void print(Table table, String indent) {
        table.lines(indent, colour()).forEach(out::println);
    }

    void json(Object document) {
        JsonText.write(document, out);
        out.flush();
    }
}
