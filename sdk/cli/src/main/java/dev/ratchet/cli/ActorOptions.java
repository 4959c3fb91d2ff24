/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.ledger.Actor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.Map;
import java.util.stream.Stream;

/** Who changes a champion, and why. */
final class ActorOptions {

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who does it. Default: GITHUB_ACTOR, GITLAB_USER_LOGIN or the user of this machine.")
    private @Nullable String name;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; people find it in the history.")
    private String reason = "";

    String reason() {
        return reason;
    }

    Actor actor(Map<String, String> environment) {
        return actor(name, environment);
    }

    static Actor actor(@Nullable String name, Map<String, String> environment) {
        return Actor.claimed(Stream.of(
                        name == null ? "" : name,
                        environment.getOrDefault("GITHUB_ACTOR", ""),
                        environment.getOrDefault("GITLAB_USER_LOGIN", ""),
                        System.getProperty("user.name", ""))
                .filter(candidate -> !candidate.isBlank())
                .findFirst()
                .orElse("unknown"));
    }
}
