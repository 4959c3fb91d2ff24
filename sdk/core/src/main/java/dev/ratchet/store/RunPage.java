/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;

/**
 * A page of runs.
 *
 * @param runs the runs in the order that was asked for
 * @param nextPageToken where the next page begins, empty after the last
 */
public record RunPage(List<RunRecord> runs, String nextPageToken) {

    /** Copies the runs. */
    public RunPage {
        runs = List.copyOf(runs);
    }
}
