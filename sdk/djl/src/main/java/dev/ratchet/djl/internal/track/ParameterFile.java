/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import ai.djl.util.PairList;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters in files: as DJL's own {@code .params} file, which {@code Model.load} and {@code Criteria} read, and as a
 * copy that can be put back into the arrays of a network in training. {@code Model.save} is not used, because it changes
 * the model's path.
 */
public final class ParameterFile {

    private static final int DJL_VERSION = 1;

    private ParameterFile() {}

    /** Writes DJL's file of a model that is initialized, with {@code more} beside the model's own properties. */
    public static void write(Model model, Map<String, String> more, Path file) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>(model.getProperties());
        properties.putAll(more);
        try (DataOutputStream out = open(file)) {
            out.writeBytes("DJL@");
            out.writeInt(DJL_VERSION);
            out.writeUTF(String.valueOf(model.getName()));
            out.writeUTF(model.getDataType().name());
            PairList<String, Shape> inputs = model.getBlock().describeInput();
            out.writeInt(inputs.size());
            for (Pair<String, Shape> input : inputs) {
                out.writeUTF(input.getKey() == null ? "" : input.getKey());
                out.write(input.getValue().getEncoded());
            }
            out.writeInt(properties.size());
            for (Map.Entry<String, String> property : properties.entrySet()) {
                out.writeUTF(property.getKey());
                out.writeUTF(property.getValue());
            }
            model.getBlock().saveParameters(out);
        }
    }

    /** Writes a copy of every parameter. */
    public static void copy(Model model, Path file) throws IOException {
        try (DataOutputStream out = open(file)) {
            for (Pair<String, Parameter> pair : model.getBlock().getParameters()) {
                byte[] bytes = pair.getValue().getArray().encode();
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
    }

    /** Puts a copy back into the arrays that the network has. */
    public static void restore(Path file, Model model) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
                NDManager scope = model.getNDManager().newSubManager()) {
            for (Pair<String, Parameter> pair : model.getBlock().getParameters()) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                try (NDArray saved = NDArray.decode(scope, bytes)) {
                    saved.copyTo(pair.getValue().getArray());
                }
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }
}
