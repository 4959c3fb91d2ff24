/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.RefusedException;

import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/** The names that MLflow takes, and ids as it makes them. */
final class MemoryNames {

    private static final int MAX_KEY_LENGTH = 250;
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MODEL = Pattern.compile("[^/:.%\"']+");

    private MemoryNames() {}

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Checks the key of a metric, a param or a tag. */
    static void checkKey(String kind, String key) {
        if (key.length() > MAX_KEY_LENGTH || !KEY.matcher(key).matches() || !isRelative(key)) {
            throw new RefusedException(kind + " name '" + key + "' is not allowed: MLflow takes letters, digits, '_',"
                    + " '-', '.', ':', '/' and blanks, 1 to " + MAX_KEY_LENGTH
                    + " characters, and no empty, '.' or '..' part between slashes");
        }
    }

    static void checkModel(String name) {
        if (!MODEL.matcher(name).matches()) {
            throw new RefusedException(
                    "model name '" + name + "' is not allowed: MLflow takes a name without / : . % \" and '");
        }
    }

    static void checkPath(String path) {
        if (!isRelative(path)) {
            throw new RefusedException("path '" + path
                    + "' is not allowed: give a relative path such as 'plots/roc.svg', without '.' and '..'");
        }
    }

    private static boolean isRelative(String path) {
        return Arrays.stream(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
