/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Map;

/**
 * What a store says about itself.
 *
 * @param product {@code MLflow} or {@code Ratchet local store}
 * @param version the product's version, or {@code unknown}
 * @param address where it is, without credentials
 * @param capabilities what it can do, by name: {@code logged_models}, {@code workspaces}, {@code multipart}, ...
 * @param clockSkewMillis the store's clock minus ours at the time of asking, 0 where it cannot be told
 */
public record ServerDescription(
        String product, String version, String address, Map<String, Boolean> capabilities, long clockSkewMillis) {

    /** Copies the capabilities. */
    public ServerDescription {
        capabilities = Map.copyOf(capabilities);
    }
}
