/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.RatchetException;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.onnx.internal.ExternalFiles;
import dev.ratchet.onnx.internal.Session;
import dev.ratchet.onnx.internal.Signatures;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An ONNX model that can be logged as a package which Java and Python load: {@code mlflow.pyfunc.load_model}, {@code
 * mlflow.onnx.load_model} and {@code mlflow models serve} take it as one of their own. Two are equal when they have the
 * same bytes. Immutable.
 *
 * <pre>{@code
 * OnnxModel model = OnnxModel.builder(Path.of("churn.onnx")).columns(List.of("age", "income")).build();
 * ModelVersion version = run.register("churn", model);
 * }</pre>
 */
public final class OnnxModel implements LoggableModel {

    static final String FILE = "model.onnx";

    /** What Python needs to load the package; one set that fits together, resolved for the package's Python. */
    private static final List<String> REQUIREMENTS =
            List.of("mlflow==3.17.2", "numpy==2.4.6", "onnx==1.23.2", "onnxruntime==1.31.1", "pandas==3.1.1");

    private static final String ONNX_VERSION = "1.23.2";

    private final byte[] bytes;
    private final @Nullable Path directory;
    private final @Nullable ModelSignature signature;
    private final @Nullable List<String> columns;
    private final @Nullable ModelInput inputExample;

    private OnnxModel(Builder builder) {
        this.bytes = builder.bytes;
        this.directory = builder.directory;
        this.signature = builder.signature;
        this.columns = builder.columns;
        this.inputExample = builder.inputExample;
    }

    /**
     * A model of a file, with tensors as signature; equals {@code builder(file).build()}.
     *
     * @throws RatchetException when the file is missing or no ONNX model
     */
    public static OnnxModel of(Path file) {
        return builder(file).build();
    }

    /** A model of the bytes of a file, with tensors as signature; equals {@code builder(bytes).build()}. */
    public static OnnxModel of(byte[] bytes) {
        return builder(bytes).build();
    }

    /**
     * Begins a model of a file. Files beside it that hold its large tensors become part of the package; they must be
     * there until it is logged.
     */
    public static Builder builder(Path file) {
        try {
            return new Builder(Files.readAllBytes(file), file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new RatchetException("The ONNX file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Begins a model of the bytes of a file. */
    public static Builder builder(byte[] bytes) {
        return new Builder(bytes.clone(), null);
    }

    /** The bytes of the file {@code model.onnx}; a copy. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * Adds the model to a package that has other flavors too: the files, the flavors {@code onnx} and {@code
     * python_function}, and what Python needs. Signature and example are not touched.
     *
     * @throws RatchetException when ONNX Runtime cannot load the model
     * @throws IOException when a file cannot be written
     */
    public void addTo(ModelPackageWriter writer) throws IOException {
        addAndOpen(writer).close();
    }

    private Session addAndOpen(ModelPackageWriter writer) throws IOException {
        Path file = writer.directory().resolve(FILE);
        Files.write(file, bytes);
        for (String location : ExternalFiles.of(bytes)) {
            copy(location, writer.directory());
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put("code", null);
        own.put("data", FILE);
        own.put("onnx_session_options", null);
        own.put("onnx_version", ONNX_VERSION);
        own.put("providers", List.of("CPUExecutionProvider"));
        writer.flavor("onnx", own)
                .flavor("python_function", Map.of("loader_module", "mlflow.onnx", "data", FILE))
                .requirements(REQUIREMENTS);
        return Session.open(file, Map.of());
    }

    private void copy(String location, Path target) throws IOException {
        if (directory == null) {
            throw new RatchetException("The ONNX model keeps tensors in the file '" + location
                    + "' beside it, which bytes have not. Give its path: OnnxModel.of(Path).");
        }
        Path to = target.resolve(location).normalize();
        if (!to.startsWith(target) || to.equals(target.resolve(FILE))) {
            throw new RatchetException("The ONNX model keeps tensors in '" + location
                    + "', which is not beside it. Save it anew with its tensors in its own directory.");
        }
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(directory.resolve(location), to);
    }

    /**
     * Writes the model, its signature and the environment.
     *
     * @throws RatchetException when ONNX Runtime cannot load the model, or its inputs do not fit the columns
     */
    @Override
    public void writeTo(ModelPackageWriter writer) throws IOException {
        try (Session session = addAndOpen(writer)) {
            List<String> names = columns;
            ModelSignature given = signature;
            if (given == null) {
                given = names == null ? Signatures.ofTensors(session) : Signatures.ofColumns(session, names);
            }
            writer.signature(given);
        }
        if (inputExample != null) {
            writer.inputExample(inputExample);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnnxModel model
                && Arrays.equals(model.bytes, bytes)
                && Objects.equals(model.directory, directory);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ONNX model of " + bytes.length + " bytes";
    }

    /** Collects the parts; not thread-safe. */
    public static final class Builder {

        private final byte[] bytes;
        private final @Nullable Path directory;
        private @Nullable ModelSignature signature;
        private @Nullable List<String> columns;
        private @Nullable ModelInput inputExample;

        private Builder(byte[] bytes, @Nullable Path directory) {
            this.bytes = bytes;
            this.directory = directory;
        }

        /** The signature; default the tensors of the graph, as Python infers it for arrays. */
        public Builder signature(ModelSignature value) {
            this.signature = value;
            return this;
        }

        /**
         * Names the columns of a table that the model takes, for a signature of columns: for a graph with one input
         * its values in their order, for one with several the inputs' names. {@link #signature} goes before.
         */
        public Builder columns(List<String> names) {
            this.columns = List.copyOf(names);
            return this;
        }

        /** Rows that show what the model takes; at most five are written. */
        public Builder inputExample(ModelInput rows) {
            this.inputExample = rows;
            return this;
        }

        /**
         * The model.
         *
         * @throws RatchetException when the bytes are no ONNX model
         */
        public OnnxModel build() {
            ExternalFiles.of(bytes);
            return new OnnxModel(this);
        }
    }
}
