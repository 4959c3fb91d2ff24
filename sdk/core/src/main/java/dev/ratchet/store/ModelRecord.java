/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Map;

/**
 * A logged model as a store keeps it.
 *
 * @param id the store's id; {@code m-<32 hex>} on MLflow 3, {@code <run id>/<path>} on MLflow 2, which has none
 * @param name the name that people see
 * @param experimentId the experiment of its run
 * @param runId the run that made it
 * @param artifactRoot the address below which its files lie
 * @param artifactPath what MLmodel says as {@code artifact_path}
 * @param ready whether all its files are there
 * @param tags tags by key
 */
public record ModelRecord(
        String id,
        String name,
        String experimentId,
        String runId,
        String artifactRoot,
        String artifactPath,
        boolean ready,
        Map<String, String> tags) {

    /** Copies the tags. */
    public ModelRecord {
        tags = Map.copyOf(tags);
    }
}
