/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A logged model to create.
 *
 * @param experimentId the experiment of its run
 * @param runId the run that made it
 * @param key the caller's key, also sent as tag {@value StoreTags#MODEL_KEY}
 * @param name the name that people see, without {@code / : . % " '}
 * @param params the params that made it, may be empty
 * @param tags first tags
 */
public record NewModel(
        String experimentId,
        String runId,
        String key,
        String name,
        Map<String, String> params,
        Map<String, String> tags) {

    /** Adds the key's tag. */
    public NewModel {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(StoreTags.MODEL_KEY, key);
        tags = Collections.unmodifiableMap(all);
    }
}
