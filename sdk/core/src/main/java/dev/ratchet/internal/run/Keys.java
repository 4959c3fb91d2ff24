/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.local.MlflowNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Turns the names of one run's metrics, params or tags into names that MLflow accepts, and says so once for each.
 * Thread-safe.
 */
final class Keys {

    static final int MAX_LENGTH = MlflowNames.MAX_KEY_LENGTH;

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final Pattern FORBIDDEN = Pattern.compile("[^/\\w.\\- :]", Pattern.UNICODE_CHARACTER_CLASS);

    private final String kind;
    private final Map<String, String> cleaned = new ConcurrentHashMap<>();
    private final Map<String, String> origins = new ConcurrentHashMap<>();

    /**
     * Begins without names.
     *
     * @param kind what is named, for messages
     */
    Keys(String kind) {
        this.kind = kind;
    }

    /** The name to log under. */
    String clean(String key) {
        String known = cleaned.get(key);
        return known != null ? known : remember(key);
    }

    private synchronized String remember(String key) {
        String clean = cleanOf(key);
        if (!clean.equals(key)) {
            String other = origins.get(clean);
            if (other != null && !other.equals(key)) {
                clean = distinct(clean, key);
            }
            if (!cleaned.containsKey(key)) {
                LOG.warn(
                        "{} '{}' is logged as '{}': MLflow allows letters, digits, '_', '-', '.', ':', '/' and blanks,"
                                + " at most {} characters, and no empty, '.' or '..' part between slashes.",
                        kind,
                        key,
                        clean,
                        MAX_LENGTH);
            }
        }
        origins.putIfAbsent(clean, key);
        cleaned.put(key, clean);
        return clean;
    }

    /** Two names that would become one stay two. */
    private static String distinct(String clean, String key) {
        String digest = FileOps.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return cut(clean, MAX_LENGTH - 9) + "_" + digest;
    }

    private static String cleanOf(String key) {
        String clean = key;
        if (!MlflowNames.hasKeyCharacters(clean)) {
            clean = FORBIDDEN.matcher(clean.replace("@", "_at_")).replaceAll("_");
        }
        return cut(normalised(clean), MAX_LENGTH);
    }

    /** A name's beginning that does not end between slashes or in the middle of a character. */
    private static String cut(String key, int length) {
        if (key.length() <= length) {
            return key;
        }
        int end = Character.isHighSurrogate(key.charAt(length - 1)) ? length - 1 : length;
        String start = key.substring(0, end);
        return MlflowNames.isNormalised(start) ? start : start.substring(0, start.lastIndexOf('/'));
    }

    /** MLflow takes a name only when it is its own normalised path. */
    private static String normalised(String key) {
        if (MlflowNames.isNormalised(key)) {
            return key;
        }
        String[] parts = key.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].equals(".") || parts[i].equals("..")) {
                parts[i] = "_".repeat(Math.max(1, parts[i].length()));
            }
        }
        return String.join("/", parts);
    }
}
