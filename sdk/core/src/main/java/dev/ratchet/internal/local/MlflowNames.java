/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RefusedException;

import java.util.List;
import java.util.regex.Pattern;

/** The names that MLflow takes. */
public final class MlflowNames {

    /** Characters that the key of a metric, a param or a tag may have. */
    public static final int MAX_KEY_LENGTH = 250;

    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MODEL = Pattern.compile("[^/:.%\"']+");

    private MlflowNames() {}

    /** Whether all characters may stand in a key. */
    public static boolean hasKeyCharacters(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether a key is its own normalised relative path. */
    public static boolean isNormalised(String key) {
        return List.of(key.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** Whether a logged model may have this name. */
    public static boolean isModelName(String name) {
        return MODEL.matcher(name).matches();
    }

    static void checkKey(String kind, String key) {
        if (key.length() > MAX_KEY_LENGTH || !hasKeyCharacters(key) || !isNormalised(key)) {
            throw new RefusedException(kind + " name '" + key + "' is not allowed: MLflow takes letters, digits, '_',"
                    + " '-', '.', ':', '/' and blanks, at most " + MAX_KEY_LENGTH
                    + " characters, and no empty, '.' or '..' part between slashes");
        }
    }

    static void checkModelName(String name) {
        if (!isModelName(name)) {
            throw new RefusedException(
                    "model name '" + name + "' is not allowed: MLflow wants a name without / : . % \" '");
        }
    }
}
