/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's version.
 *
 * @param major the first number
 * @param minor the second number
 * @param text all of it
 */
record MlflowVersion(int major, int minor, String text) {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})[0-9A-Za-z.+\\-]{0,40}");

    /** The version that a text is, if it is one and nothing else. */
    static Optional<MlflowVersion> parse(String text) {
        Matcher matcher = VERSION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new MlflowVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group()));
    }

    boolean hasLoggedModels() {
        return major >= 3;
    }

    /** Whether a repeated batch of more than 100 keys is refused: seen on 3.5, not on 3.10. */
    boolean needsSmallBatches() {
        return major < 3 || (major == 3 && minor < 10);
    }

    /** Whether the alias of a deleted version is still listed: seen on 3.14, not on 3.17. */
    boolean listsDanglingAliases() {
        return major < 3 || (major == 3 && minor < 17);
    }

    /** Whether it fails to give back files whose names are not ASCII: seen on 3.5 and 3.10, not on 2.22 and 3.14. */
    boolean losesNamesBeyondAscii() {
        return major == 3 && minor < 14;
    }
}
