/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

/** MLflow's states of a run, under MLflow's names. */
public enum RunStatus {
    /** Begun and not ended. */
    RUNNING,
    /** Planned, not begun; only other tools set it. */
    SCHEDULED,
    /** Ended with success. */
    FINISHED,
    /** Ended by an error, or closed without {@link Run#complete()}. */
    FAILED,
    /** The process that wrote it died before it could end the run. */
    KILLED;

    /** Whether the run has ended. */
    public boolean isTerminal() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}
