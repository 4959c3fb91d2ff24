/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;
import java.util.Map;

/**
 * A model version as a store keeps it.
 *
 * @param name the registered model
 * @param number the version, from 1; never used again after a deletion
 * @param runId the run that made it, or empty
 * @param modelId the logged model it comes from, or empty
 * @param artifactRoot the address below which the package lies
 * @param createdTime milliseconds since 1970
 * @param aliases the aliases that point to it
 * @param tags tags by key
 * @param description Markdown, may be empty
 */
public record VersionRecord(
        String name,
        int number,
        String runId,
        String modelId,
        String artifactRoot,
        long createdTime,
        List<String> aliases,
        Map<String, String> tags,
        String description) {

    /** Copies the collections. */
    public VersionRecord {
        aliases = List.copyOf(aliases);
        tags = Map.copyOf(tags);
    }
}
