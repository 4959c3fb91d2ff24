/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run to create.
 *
 * @param experimentId the store's id of the experiment
 * @param key the caller's key, also sent as tag {@value StoreTags#RUN_KEY}, by which the run is found again
 * @param name the name that people see
 * @param startTime milliseconds since 1970
 * @param tags first tags, the key's tag among them or not
 */
public record NewRun(String experimentId, String key, String name, long startTime, Map<String, String> tags) {

    /** Adds the key's tag. */
    public NewRun {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(StoreTags.RUN_KEY, key);
        tags = Collections.unmodifiableMap(all);
    }
}
