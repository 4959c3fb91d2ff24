/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.ServerAddress;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** From an artifact's address to its path on the server. */
final class ArtifactPaths {

    private static final String SCHEME = "mlflow-artifacts:";

    private static final Pattern NOT_KEPT = Pattern.compile("[#\\p{Cntrl}]|%[0-9A-Fa-f]{2}");

    private ArtifactPaths() {}

    /** The path below the server's artifacts that a root means, empty when the server does not pass it on. */
    static Optional<String> proxied(ServerAddress server, String root) {
        String rest;
        if (root.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            rest = root.substring(SCHEME.length());
            if (rest.startsWith("//")) {
                int slash = rest.indexOf('/', 2);
                String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
                if (!authority.isEmpty() && !authority.equalsIgnoreCase(server.hostAndPort())) {
                    return Optional.empty();
                }
                rest = slash < 0 ? "" : rest.substring(slash);
            }
        } else if (root.startsWith(server.resolve(Api.ARTIFACTS + "/").toString())) {
            rest = URI.create(root).getPath().substring((server.prefix() + Api.ARTIFACTS).length());
        } else {
            return Optional.empty();
        }
        return Optional.of(rest.replaceAll("^/+|/+$", ""));
    }

    /** The scheme of a root in lower case; empty for a path of a file system, those of Windows too. */
    static String scheme(String root) {
        int colon = root.indexOf(':');
        boolean named = colon > 1 && root.substring(0, colon).chars().allMatch(ArtifactPaths::isOfScheme);
        return named ? root.substring(0, colon).toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isOfScheme(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
    }

    /** The path on the server of something below a root; {@code ""} is the root itself. */
    static String below(ServerAddress server, String root, String path) {
        String base = proxied(server, root)
                .orElseThrow(() -> new IllegalArgumentException("'" + root + "' is not passed on by " + server));
        check(path);
        return base.isEmpty() || path.isEmpty() ? base + path : base + "/" + path;
    }

    /** Refuses a path that could leave its root, or that MLflow would not give back under the same name. */
    static void check(String path) {
        for (String segment : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new RefusedException("artifact path '" + path + "' is not allowed: it must be relative, with '/'"
                        + " between names, and no name may be empty, '.' or '..'");
            }
            if (NOT_KEPT.matcher(segment).find()) {
                throw new RefusedException(
                        "artifact path '" + path + "' is not allowed: MLflow takes no '#', no control"
                                + " characters, and would read '%' before two hexadecimal digits as another character");
            }
        }
    }

    /** As {@link #check}, for a path that must name a file. */
    static void checkFile(String path) {
        if (path.isEmpty()) {
            throw new RefusedException("artifact path '' is not allowed: it must name a file");
        }
        check(path);
    }
}
