/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model version to create.
 *
 * @param name the registered model; it is created where it does not exist
 * @param key the caller's key, also sent as tag {@value StoreTags#VERSION_KEY}
 * @param model the logged model it comes from
 * @param tags first tags
 * @param description Markdown, may be empty
 */
public record NewVersion(String name, String key, ModelRecord model, Map<String, String> tags, String description) {

    /** Adds the key's tag. */
    public NewVersion {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(StoreTags.VERSION_KEY, key);
        tags = Collections.unmodifiableMap(all);
    }
}
