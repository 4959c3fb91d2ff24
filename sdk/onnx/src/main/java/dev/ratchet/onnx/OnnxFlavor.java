/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.onnx.internal.ColumnModel;
import dev.ratchet.onnx.internal.Session;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loads packages of MLflow's {@code onnx} flavor, written by Java or by Python, into ONNX Runtime on the CPU. A graph
 * with one input takes all columns in the order of the signature, one with several takes the column of each input's
 * name. Scores are the graph's outputs of floats and of probabilities by class; labels beside them are left out, and
 * of the two probabilities of a classifier the second one is given. A model's native memory is freed when it is closed.
 */
public final class OnnxFlavor implements ModelFlavor {

    /** For {@link java.util.ServiceLoader}. */
    public OnnxFlavor() {}

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public Model load(ModelPackage modelPackage) {
        Map<String, @Nullable Object> fields = modelPackage
                .flavor(name())
                .orElseThrow(() -> new RatchetException(modelPackage + " has no flavor '" + name() + "'."));
        Path file = modelPackage.file(String.valueOf(fields.getOrDefault("data", OnnxModel.FILE)));
        if (!Files.isRegularFile(file)) {
            throw new RatchetException(modelPackage + " has no file '" + file + "', which its MLmodel names.");
        }
        Session session = Session.open(file, settings(fields));
        try {
            return new ColumnModel(modelPackage, session);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static Map<String, Object> settings(Map<String, @Nullable Object> fields) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (fields.get("onnx_session_options") instanceof Map<?, ?> options) {
            options.forEach((key, value) -> {
                if (value != null) {
                    settings.put(String.valueOf(key), value);
                }
            });
        }
        return settings;
    }
}
