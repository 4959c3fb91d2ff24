/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import java.io.PrintWriter;

/** Does something when the process is ended while work goes on, as by Ctrl-C; nothing once the work is done. */
final class Interruption {

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption does(Runnable work) {
        Thread hook = new Thread(work, "ratchet-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    static Interruption says(PrintWriter err, String message) {
        return does(() -> {
            err.println();
            err.println(message);
            err.flush();
        });
    }

    /** The work is done. */
    void over() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is at work.
        }
    }
}
