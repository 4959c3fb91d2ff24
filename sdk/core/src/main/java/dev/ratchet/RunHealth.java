/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import java.util.List;
import java.util.Optional;

/**
 * How a run of the local store fares: whether somebody still writes it, what a server has not acknowledged yet, and what
 * went wrong.
 *
 * @param key Ratchet's key
 * @param name the name that people see, empty when the run cannot be read
 * @param experiment the experiment's name, empty for a run of another tool that was joined
 * @param status where the run is
 * @param writer what is known of the process that has to end it
 * @param mlflowRunId the server's id, once it is there; empty where no server is set
 * @param waiting whether a server is set and has not acknowledged all of the run
 * @param waitingValues params, points of metrics, tags and inputs among what waits
 * @param waitingFiles files and models among what waits
 * @param refused what the server refused for good, in its words
 * @param damages what of the run's records cannot be read or could not be kept, in words
 */
public record RunHealth(
        String key,
        String name,
        String experiment,
        RunStatus status,
        Writer writer,
        Optional<String> mlflowRunId,
        boolean waiting,
        long waitingValues,
        long waitingFiles,
        List<String> refused,
        List<String> damages) {

    /** What is known of the process that has to end a run. */
    public enum Writer {
        /** There is none: the run has ended, or another tool ends it. */
        NONE,
        /** It is at work. */
        ALIVE,
        /** It died; {@code ratchet sync} ends the run. */
        DEAD,
        /** It was on another machine, so nobody can tell from here. */
        ELSEWHERE
    }

    /** Copies the lists. */
    public RunHealth {
        refused = List.copyOf(refused);
        damages = List.copyOf(damages);
    }
}
