/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.text;

import java.io.PrintWriter;

/** One line that says what is being done, on a terminal only. */
public final class Progress {

    private static final int LENGTH = 78;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;

    /** Writes to a terminal, or nothing where there is none. */
    public Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Replaces the line. */
    public void show(String words) {
        if (terminal) {
            out.print(CLEAR + Texts.cut(Texts.printable(words), LENGTH));
            out.flush();
        }
    }

    /** Removes the line. */
    public void clear() {
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
