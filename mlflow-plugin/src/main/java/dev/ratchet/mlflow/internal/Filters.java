/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RefusedException;

/** Values in MLflow's search filters, which know two kinds of quotes and no escapes. */
final class Filters {

    private Filters() {}

    /** The value in quotes. */
    static String quote(String value) {
        if (!value.contains("'")) {
            return "'" + value + "'";
        }
        if (!value.contains("\"")) {
            return "\"" + value + "\"";
        }
        throw new RefusedException(
                "Cannot search for " + value + ": MLflow's filters take no value with both kinds of quotes.");
    }

    /** That a tag has a value. */
    static String tag(String key, String value) {
        return "tags.`" + key + "` = " + quote(value);
    }
}
