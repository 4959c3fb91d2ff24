/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores for tests, without waits between attempts, and things to send through them. */
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

    static Map<String, String> map(String... keysAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static List<DatasetInput> dataset() {
        return List.of(new DatasetInput("churn-of-the-plugin", "abc", "code", "{}", "", "", "train"));
    }

    static NewModel model() {
        return new NewModel("1", "run", "key", "model", Map.of(), Map.of());
    }

    static NewVersion version() {
        ModelRecord model = new ModelRecord(
                "m-1", "model", "1", "run", "mlflow-artifacts:/1/models/m-1/artifacts", "x", true, Map.of());
        return new NewVersion("churn", "key", model, Map.of(), "");
    }
}
