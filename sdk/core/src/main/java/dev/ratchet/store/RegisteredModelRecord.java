/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.RefusedException;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A registered model as a store keeps it.
 *
 * @param name the unique name, without {@code /} and {@code :}
 * @param createdTime milliseconds since 1970
 * @param description Markdown, may be empty
 * @param tags tags by key
 * @param aliases the numbers that aliases point to; aliases of deleted versions are left out
 */
public record RegisteredModelRecord(
        String name, long createdTime, String description, Map<String, String> tags, Map<String, Integer> aliases) {

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern RESERVED_ALIAS = Pattern.compile("latest|v\\d+", Pattern.CASE_INSENSITIVE);

    /** Sorts what it copies by key. */
    public RegisteredModelRecord {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
    }

    /**
     * Checks the name of a registered model; for those who write a {@link ModelRegistry}.
     *
     * @throws RefusedException when it is blank or has {@code /} or {@code :}
     */
    public static void checkName(String name) {
        if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw new RefusedException(
                    "registered model name '" + name + "' is not allowed: MLflow takes a name without / and :");
        }
    }

    /**
     * Checks an alias; for those who write a {@link ModelRegistry}.
     *
     * @throws RefusedException when it has other characters than {@code [A-Za-z0-9_-]}, or is {@code latest} or {@code
     *     v<number>}, in capitals too
     */
    public static void checkAlias(String alias) {
        if (!ALIAS.matcher(alias).matches()) {
            throw new RefusedException(
                    "alias '" + alias + "' is not allowed: MLflow takes letters, digits, '_' and '-'");
        }
        if (RESERVED_ALIAS.matcher(alias).matches()) {
            throw new RefusedException("alias '" + alias + "' is not allowed: MLflow reserves latest and v<number>");
        }
    }
}
