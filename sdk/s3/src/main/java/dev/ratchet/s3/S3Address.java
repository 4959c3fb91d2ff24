/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RefusedException;

/**
 * An object, or a folder of objects.
 *
 * @param bucket whose it is
 * @param key its name there, without slashes at its ends; empty for the bucket itself
 */
record S3Address(String bucket, String key) {

    /** What a path below an artifact root means; {@code ""} is the root itself. */
    static S3Address of(String root, String path) {
        int begin = root.indexOf("://");
        String scheme = begin < 0 ? "" : root.substring(0, begin);
        if (!scheme.equalsIgnoreCase("s3") && !scheme.equalsIgnoreCase("s3a") && !scheme.equalsIgnoreCase("s3n")) {
            throw new MisconfiguredException(
                    "The artifacts at '" + root + "' are not on S3: only roots s3://bucket/prefix are.");
        }
        String rest = root.substring(begin + 3);
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        if (bucket.isEmpty()) {
            throw new MisconfiguredException(
                    "The artifact root '" + root + "' names no bucket; it must be s3://bucket/prefix.");
        }
        String prefix = slash < 0 ? "" : rest.substring(slash).replaceAll("^/+|/+$", "");
        check(path);
        return new S3Address(bucket, prefix.isEmpty() || path.isEmpty() ? prefix + path : prefix + "/" + path);
    }

    /** As {@link #of}, for a path that must name a file. */
    static S3Address ofFile(String root, String path) {
        if (path.isEmpty()) {
            throw new RefusedException("artifact path '' is not allowed: it must name a file");
        }
        return of(root, path);
    }

    private static void check(String path) {
        for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.chars().anyMatch(c -> c < ' ')) {
                throw new RefusedException("artifact path '" + path + "' is not allowed: it must be relative, with '/'"
                        + " between names, no name may be empty, '.' or '..', and none has control characters");
            }
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
