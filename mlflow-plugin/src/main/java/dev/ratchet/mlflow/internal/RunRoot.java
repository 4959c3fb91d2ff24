/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose files are below a root, as MLflow makes roots: {@code .../<run>/artifacts} and {@code .../models/<model>/artifacts}.
 *
 * @param field how requests name the id
 * @param id the run's or the logged model's
 * @param folder from there to the root; empty for the root itself
 */
record RunRoot(String field, String id, String folder) {

    private static final Pattern ROOT =
            Pattern.compile(".*/(?:([0-9a-f]{32})|models/(m-[0-9a-f]{32}))/artifacts(?:/(.*?))?/*");

    static Optional<RunRoot> of(String root) {
        Matcher matcher = ROOT.matcher(root);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean run = matcher.group(1) != null;
        String folder = matcher.group(3) == null ? "" : matcher.group(3);
        return Optional.of(new RunRoot(run ? "run_id" : "model_id", matcher.group(run ? 1 : 2), folder));
    }

    boolean isModel() {
        return field.equals("model_id");
    }

    /** A path below the root as one below the run's or the model's files. */
    String below(String path) {
        return folder.isEmpty() || path.isEmpty() ? folder + path : folder + "/" + path;
    }
}
