/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.ServerDescription;

import java.time.Duration;
import java.util.Map;

/**
 * What a tracking server says about itself.
 *
 * @param version such as {@code 3.17.2}, or {@code unknown} where something before the server hides it
 * @param generation the version's first number, 2 or 3
 * @param address where it is, without credentials
 * @param capabilities what it can do: {@code logged_models}, {@code workspaces}, {@code multipart}, and what newer servers
 *     tell by names of their own
 * @param clockSkew the server's clock minus ours, of whole seconds and zero where it cannot be told
 */
public record ServerInfo(
        String version, int generation, String address, Map<String, Boolean> capabilities, Duration clockSkew) {

    /** Copies the capabilities. */
    public ServerInfo {
        capabilities = Map.copyOf(capabilities);
    }

    static ServerInfo of(ServerDescription server) {
        boolean modern = server.capabilities().getOrDefault("logged_models", false);
        String first = server.version().replaceFirst("\\..*", "");
        int generation = first.matches("\\d{1,4}") ? Integer.parseInt(first) : modern ? 3 : 2;
        return new ServerInfo(
                server.version(),
                generation,
                server.address(),
                server.capabilities(),
                Duration.ofMillis(server.clockSkewMillis()));
    }
}
