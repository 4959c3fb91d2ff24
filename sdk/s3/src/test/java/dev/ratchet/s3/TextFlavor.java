/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Models whose only content is a text. */
public final class TextFlavor implements ModelFlavor {

    private record TextModel(ModelPackage source) implements Model {

        @Override
        public float[][] predict(ModelInput input) {
            return new float[0][];
        }

        @Override
        public void close() {}
    }

    static LoggableModel model(String text) {
        return writer -> {
            Files.writeString(writer.directory().resolve("weights.txt"), text);
            writer.flavor("text", Map.of("data", "weights.txt"));
        };
    }

    static String text(Model model) {
        try {
            return Files.readString(model.source().file("weights.txt"));
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
