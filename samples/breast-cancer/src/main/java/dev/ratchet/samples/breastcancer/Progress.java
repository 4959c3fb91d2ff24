/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.Charset;

/** One line of progress that is written over; nothing where nobody watches. */
final class Progress {

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final boolean watched;

    private Progress(PrintStream terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    static Progress ofTerminal() {
        return new Progress(System.err, isTerminal());
    }

    static Progress none() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream(), false, Charset.defaultCharset()), false);
    }

    /** Since Java 22 there is a console also for pipes; it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // On Java 17 null means that there is no terminal.
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method method = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(method.invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    void show(String text) {
        if (watched) {
            terminal.print(ERASE + text + " ...");
            terminal.flush();
        }
    }

    void clear() {
        if (watched) {
            terminal.print(ERASE);
            terminal.flush();
        }
    }
}
