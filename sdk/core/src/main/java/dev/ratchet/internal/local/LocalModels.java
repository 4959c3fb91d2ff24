/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

/** The ids of models in a local store: as MLflow writes them, from their keys. */
public final class LocalModels {

    private LocalModels() {}

    /** The id of a key. */
    public static String idOf(String key) {
        return "m-" + key;
    }

    /** The key of an id. */
    public static String keyOf(String id) {
        return id.startsWith("m-") ? id.substring(2) : id;
    }
}
