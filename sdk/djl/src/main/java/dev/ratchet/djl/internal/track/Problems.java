/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import dev.ratchet.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps tracking out of the training's way: what fails is said once in the log and on the run, then at DEBUG, and never
 * thrown. Used by one thread.
 */
public final class Problems {

    /** The tag that says what was not logged. */
    public static final String TAG = "ratchet.autolog.problem";

    private static final Logger LOG = LoggerFactory.getLogger("dev.ratchet.djl.AutologDjl");

    /** Something that may fail. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Exception;
    }

    private final Run run;
    private final Set<String> said = new HashSet<>();

    /** Says problems on a run. */
    public Problems(Run run) {
        this.run = run;
    }

    /** Does something that must not end the training. */
    public void guard(String what, Action action) {
        try {
            action.run();
        } catch (Exception | LinkageError e) {
            say(what, String.valueOf(e.getMessage()));
        }
    }

    /** Says that something is missing, and why. */
    public void say(String what, String reason) {
        if (said.add(what)) {
            LOG.warn("{}: {}", what, reason);
            run.setTag(TAG, what + ": " + reason);
        } else {
            LOG.debug("{}: {}", what, reason);
        }
    }
}
