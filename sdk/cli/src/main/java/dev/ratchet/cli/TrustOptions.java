/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which keys are whose. */
final class TrustOptions {

    @Option(
            names = "--trust",
            paramLabel = "PERSON=FILE",
            description =
                    "The public key of a person, as PEM; may be repeated. Approvals signed with it count as signed by"
                            + " them.")
    private Map<String, Path> keys = new LinkedHashMap<>();

    Map<String, Path> keys() {
        return keys;
    }

    /** What a decision or an approval is signed with. */
    static final class Signing {

        /** The variable that holds a key where no file is given. */
        static final String VARIABLE = "RATCHET_SIGNING_KEY";

        @Option(
                names = {"--sign-key"},
                paramLabel = "FILE",
                description =
                        "Sign with this private key of Ed25519, as PEM. Default: the key in RATCHET_SIGNING_KEY, else"
                                + " nothing is signed. 'openssl genpkey -algorithm ed25519' makes one.")
        private @Nullable Path file;

        @Nullable
        Path file() {
            return file;
        }
    }
}
