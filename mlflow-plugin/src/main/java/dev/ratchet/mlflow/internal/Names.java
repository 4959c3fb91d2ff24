/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RefusedException;

/** Names that MLflow takes on every version; older servers accept more than they can handle. */
final class Names {

    private static final String NOT_IN_LOGGED_MODELS = "/:.%\"'";

    private Names() {}

    static void checkLoggedModel(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> NOT_IN_LOGGED_MODELS.indexOf(c) >= 0)) {
            throw new RefusedException(
                    "model name '" + name + "' is not allowed: MLflow takes a name without / : . % \" and '");
        }
    }

    static void checkTagKey(String key) {
        if (key.isEmpty() || key.length() > 250) {
            throw new RefusedException("tag '" + key + "' is not allowed: a tag's key has 1 to 250 characters");
        }
    }
}
