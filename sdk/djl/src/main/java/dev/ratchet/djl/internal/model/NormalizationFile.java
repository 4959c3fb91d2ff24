/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.Normalization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A normalisation as JSON: {@code {"mean": [...], "std": [...]}}. */
public final class NormalizationFile {

    private NormalizationFile() {}

    /** Writes it. */
    public static void write(Path file, Normalization normalization) throws IOException {
        JsonObject json = new JsonObject();
        json.add("mean", array(normalization.mean()));
        json.add("std", array(normalization.std()));
        Files.writeString(file, new Gson().toJson(json) + "\n");
    }

    private static JsonArray array(List<Float> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    /**
     * Reads it.
     *
     * @throws RatchetException when it is none
     */
    public static Normalization read(Path file) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return new Normalization(values(json.getAsJsonArray("mean")), values(json.getAsJsonArray("std")));
        } catch (IOException | JsonParseException | IllegalStateException | IllegalArgumentException e) {
            throw new RatchetException("The normalisation '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Float> values(JsonArray array) {
        List<Float> values = new ArrayList<>();
        array.forEach(element -> values.add(element.getAsFloat()));
        return values;
    }
}
