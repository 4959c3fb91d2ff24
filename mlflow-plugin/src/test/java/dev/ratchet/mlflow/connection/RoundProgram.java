/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.RatchetException;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A round with a server, in a process of its own and with the settings of its environment. */
final class RoundProgram {

    private RoundProgram() {}

    /** Arguments: the server, and a directory of its own. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(Round.environment(folder));
        try {
            System.out.println("round "
                    + Round.with(Round.ratchet(URI.create(args[0]), folder).environment(environment), folder));
        } catch (RatchetException e) {
            System.out.println(e.getMessage());
        }
    }
}
