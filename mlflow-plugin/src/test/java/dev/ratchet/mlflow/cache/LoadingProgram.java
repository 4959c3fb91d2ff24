/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.Ratchet;
import dev.ratchet.model.Model;
import dev.ratchet.testing.TextFlavor;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A service that loads a model at its start. Arguments: store, cache, server, model. */
final class LoadingProgram {

    private LoadingProgram() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(Path.of(args[0]))
                .modelCache(Path.of(args[1]))
                .trackingUri(URI.create(args[2]))
                .open()) {
            out.println("OPEN");
            try (Model model = ratchet.load(args[3])) {
                out.println("LOADED " + TextFlavor.text(model));
            }
        }
    }
}
