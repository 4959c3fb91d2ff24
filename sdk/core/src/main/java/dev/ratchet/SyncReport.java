/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a sync did.
 *
 * @param runs the runs that were not all there before, in order of their start
 * @param upToDate how many runs were all there already
 */
public record SyncReport(List<SyncedRun> runs, int upToDate) {

    /** Copies the runs. */
    public SyncReport {
        runs = List.copyOf(runs);
    }

    /**
     * One run.
     *
     * @param key Ratchet's key
     * @param name the name that people see
     * @param status the run's status now
     * @param mlflowRunId the server's id, once it is there
     * @param page its page in the MLflow UI
     * @param values params, metrics, tags and inputs that were acknowledged now
     * @param files files that were acknowledged now
     * @param bytes their bytes
     * @param ended whether this sync found its writer dead and ended it
     * @param refused what the server refused for good, in its words, over all syncs
     * @param waiting why something still waits, or empty when all is there
     */
    public record SyncedRun(
            String key,
            String name,
            RunStatus status,
            Optional<String> mlflowRunId,
            Optional<URI> page,
            long values,
            long files,
            long bytes,
            boolean ended,
            List<String> refused,
            String waiting) {

        /** Copies what was refused. */
        public SyncedRun {
            refused = List.copyOf(refused);
        }
    }

    /** Whether everything is on the server and nothing was refused. */
    public boolean isComplete() {
        return runs.stream()
                .allMatch(run -> run.waiting().isEmpty() && run.refused().isEmpty());
    }
}
