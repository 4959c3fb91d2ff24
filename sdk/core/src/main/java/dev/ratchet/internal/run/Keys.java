/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Turns the names of metrics, params and tags into names that MLflow accepts, and says so once for each. Thread-safe.
 */
final class Keys {

    static final int MAX_LENGTH = 250;

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final Pattern ALLOWED = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FORBIDDEN = Pattern.compile("[^/\\w.\\- :]", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, String> cleaned = new ConcurrentHashMap<>();

    /** The name to log under. */
    String clean(String kind, String key) {
        String known = cleaned.get(key);
        return known != null ? known : remember(kind, key);
    }

    private String remember(String kind, String key) {
        String clean = cleanOf(key);
        if (!clean.equals(key) && cleaned.putIfAbsent(key, clean) == null) {
            LOG.warn(
                    "{} '{}' is logged as '{}': MLflow allows letters, digits, '_', '-', '.', ':', '/' and blanks,"
                            + " at most {} characters, and no empty, '.' or '..' part between slashes.",
                    kind,
                    key,
                    clean,
                    MAX_LENGTH);
        } else {
            cleaned.putIfAbsent(key, clean);
        }
        return clean;
    }

    private static String cleanOf(String key) {
        String clean = key;
        if (!ALLOWED.matcher(clean).matches()) {
            clean = FORBIDDEN.matcher(clean.replace("@", "_at_")).replaceAll("_");
        }
        clean = normalised(clean);
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH);
    }

    /** MLflow takes a name only when it is its own normalised path. */
    private static String normalised(String key) {
        String[] parts = key.split("/", -1);
        Set<String> special = Set.of("", ".", "..");
        boolean changed = false;
        for (int i = 0; i < parts.length; i++) {
            if (special.contains(parts[i])) {
                parts[i] = "_".repeat(Math.max(1, parts[i].length()));
                changed = true;
            }
        }
        return changed ? String.join("/", parts) : key;
    }
}
