/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Stores for tests: no waits between attempts. */
final class OpenedStores {

    private OpenedStores() {}

    static Stores at(URI uri) {
        return at(uri, Map.of());
    }

    static Stores at(URI uri, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0", "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0"));
        all.putAll(settings);
        return new MlflowStoreProvider().open(new StoreSettings(uri, uri, all));
    }
}
