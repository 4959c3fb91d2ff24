/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Map;

/**
 * An experiment as a store keeps it.
 *
 * @param id the store's id
 * @param name the unique name
 * @param active false when it was deleted
 * @param tags tags by key
 */
public record ExperimentRecord(String id, String name, boolean active, Map<String, String> tags) {

    /** Copies the tags. */
    public ExperimentRecord {
        tags = Map.copyOf(tags);
    }
}
