/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * Models whose only content is a text, for tests of how models are kept, found and loaded. Tests that load such models name
 * this class in {@code META-INF/services/dev.ratchet.model.ModelFlavor}.
 */
public final class TextFlavor implements ModelFlavor {

    private record TextModel(ModelPackage source) implements Model {

        @Override
        public float[][] predict(ModelInput input) {
            return new float[0][];
        }

        @Override
        public void close() {}
    }

    /** A model to log. */
    public static LoggableModel model(String text) {
        return writer -> {
            Files.createDirectories(writer.directory().resolve("data"));
            Files.writeString(writer.directory().resolve("data/weights.txt"), text);
            writer.flavor("text", Map.of("data", "data/weights.txt"));
        };
    }

    /** The text of a loaded model. */
    public static String text(Model model) {
        try {
            return Files.readString(model.source().file("data/weights.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public Model load(ModelPackage modelPackage) {
        return new TextModel(modelPackage);
    }
}
