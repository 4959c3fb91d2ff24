/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A file of a model package that is not as it was logged.
 *
 * @param path where it is in the package, with {@code /}
 * @param kind what happened to it
 */
public record FileChange(String path, Kind kind) {

    /** What can happen to a file. */
    public enum Kind {
        /** It is gone. */
        MISSING,
        /** Its bytes are others. */
        CHANGED,
        /** It was not logged. */
        ADDED
    }

    /** What is different between two lists of digests by path. */
    static List<FileChange> between(Map<String, String> logged, Map<String, String> now) {
        List<FileChange> changes = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(logged.keySet());
        paths.addAll(now.keySet());
        for (String path : paths) {
            if (!now.containsKey(path)) {
                changes.add(new FileChange(path, Kind.MISSING));
            } else if (!logged.containsKey(path)) {
                changes.add(new FileChange(path, Kind.ADDED));
            } else if (!now.get(path).equals(logged.get(path))) {
                changes.add(new FileChange(path, Kind.CHANGED));
            }
        }
        return changes;
    }

    /** For people, as {@code data/model.json is missing}. */
    @Override
    public String toString() {
        return "'" + path + "' "
                + switch (kind) {
                    case MISSING -> "is missing";
                    case CHANGED -> "was changed";
                    case ADDED -> "was added";
                };
    }
}
