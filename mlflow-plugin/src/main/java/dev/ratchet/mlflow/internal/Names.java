/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RefusedException;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names that MLflow takes on every version; older servers accept more than they can handle. */
final class Names {

    private static final String NOT_IN_LOGGED_MODELS = "/:.%\"'";
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern RESERVED_ALIAS = Pattern.compile("v\\d+");

    private Names() {}

    static void checkLoggedModel(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> NOT_IN_LOGGED_MODELS.indexOf(c) >= 0)) {
            throw new RefusedException(
                    "model name '" + name + "' is not allowed: MLflow takes a name without / : . % \" and '");
        }
    }

    static void checkRegisteredModel(String name) {
        if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw new RefusedException(
                    "registered model name '" + name + "' is not allowed: MLflow takes a name without / and :");
        }
    }

    static void checkAlias(String alias) {
        String lower = alias.toLowerCase(Locale.ROOT);
        if (!ALIAS.matcher(alias).matches()) {
            throw new RefusedException("alias '" + alias + "' is not allowed: letters, digits, '_' and '-' are");
        }
        if (lower.equals("latest")) {
            throw new RefusedException("alias '" + alias + "' is not allowed: MLflow reserves latest");
        }
        if (RESERVED_ALIAS.matcher(lower).matches()) {
            throw new RefusedException("alias '" + alias + "' is not allowed: MLflow reserves v<number>");
        }
    }

    static void checkTagKey(String key) {
        if (key.isEmpty() || key.length() > 250) {
            throw new RefusedException("tag '" + key + "' is not allowed: a tag's key has 1 to 250 characters");
        }
    }
}
