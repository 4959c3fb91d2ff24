/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;
import dev.ratchet.djl.internal.model.Applied;
import dev.ratchet.djl.internal.model.PackageWriter;
import dev.ratchet.djl.internal.model.RowShape;
import dev.ratchet.djl.internal.track.Sha256;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained DJL model that can be logged as a package: its parameters, and what its block is made of, so that it loads
 * where the training program is not. Two are equal when they wrap the same {@link Model}, were made at the same
 * state of its parameters, and all else but the input example was set alike; a translator, a factory and an addition
 * count as what was given. The model is neither changed nor closed; do not train it while it is written.
 *
 * <pre>{@code
 * ModelVersion version = run.register("digits", DjlModel.builder(model)
 *         .outputs(Outputs.PROBABILITIES)
 *         .normalization(Normalization.of(0, 16))
 *         .classes(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"))
 *         .build());
 * }</pre>
 */
public final class DjlModel implements LoggableModel {

    private final DjlModelBuilder parts;
    private final BlockSource source;
    private final Shape row;
    private final String parameterDigest;

    /** Where the block comes from when the package is loaded. */
    private record BlockSource(
            @Nullable BlockDescription description,
            @Nullable String factory) {}

    DjlModel(DjlModelBuilder builder) {
        this.parts = new DjlModelBuilder(builder);
        Block block = initialised(builder.model);
        BlockDescription description = builder.blockFactory == null ? BlockDescriptions.of(block) : null;
        this.source = new BlockSource(description, builder.blockFactory);
        this.row = builder.inputShape == null ? RowShape.of(block) : builder.inputShape;
        this.parameterDigest = Sha256.of(block);
    }

    private static Block initialised(Model model) {
        Block block = model.getBlock();
        if (block == null) {
            throw new RatchetException("The model '" + model.getName()
                    + "' has no block. Call model.setBlock(block) and" + " train it before it is logged.");
        }
        if (!block.isInitialized()) {
            throw new RatchetException(
                    "The block of the model '" + model.getName() + "' has no parameters yet. Train it,"
                            + " or call trainer.initialize(shape), before it is logged.");
        }
        return block;
    }

    /**
     * A model with inferred signature whose scores are what the block gives; equals {@code builder(model).build()}.
     *
     * @throws RatchetException when the block is not initialised or cannot be described
     */
    public static DjlModel of(Model model) {
        return builder(model).build();
    }

    /** Begins a model. */
    public static DjlModelBuilder builder(Model model) {
        return new DjlModelBuilder(model);
    }

    /** The wrapped model. */
    public Model model() {
        return parts.model;
    }

    /** What the block is made of, empty where a block factory makes it. */
    public Optional<BlockDescription> description() {
        return Optional.ofNullable(source.description);
    }

    /** The class that makes the block, empty where it is described. */
    public Optional<String> blockFactory() {
        return Optional.ofNullable(source.factory);
    }

    /** The class that DJL Serving translates with, empty for its own. */
    public Optional<String> translator() {
        return Optional.ofNullable(parts.translator);
    }

    /** The jars that become part of the package. */
    public List<Path> jars() {
        return parts.jars.stream().distinct().toList();
    }

    /** The shape of a row, without the batch. */
    public Shape inputShape() {
        return row;
    }

    /** What the block takes. */
    public DataType dataType() {
        DataType type = parts.model.getDataType();
        return type == null ? DataType.FLOAT32 : type;
    }

    /** What is done to values before the block gets them. */
    public Optional<Normalization> normalization() {
        return Optional.ofNullable(parts.normalization);
    }

    /** What the scores are. */
    public Outputs outputs() {
        return parts.outputs;
    }

    /**
     * The layer that is applied to the outputs of a described block when rows are scored: a softmax or a sigmoid, or
     * none. Empty where a factory makes the block; what is applied there is told by its outputs when it is written.
     *
     * @param outputs how many values the block gives for a row
     * @throws RatchetException when only some branches at the end of the block give probabilities
     */
    public Optional<BlockDescription> applied(int outputs) {
        return description()
                .flatMap(block -> Applied.after(parts.outputs, block, outputs))
                .map(Applied::of);
    }

    /** The names of the classes, empty where they have none. */
    public List<String> classes() {
        return List.copyOf(parts.classes);
    }

    /** The names of the columns, empty for {@code f0}, {@code f1}, ... */
    public List<String> columns() {
        return List.copyOf(parts.columns);
    }

    /** The categories of each column of texts, in order of their numbers; empty when there are none. */
    public Map<String, List<String>> dictionaries() {
        return parts.dictionaries;
    }

    /** What stands in for missing values, before they are normalised; NaN where nothing does. */
    public float missing() {
        return parts.missing;
    }

    /** The signature, empty for the inferred one. */
    public Optional<ModelSignature> signature() {
        return Optional.ofNullable(parts.signature);
    }

    /** Rows that show what the model takes. */
    public Optional<ModelInput> inputExample() {
        return Optional.ofNullable(parts.inputExample);
    }

    /**
     * Writes the parameters, the description of the block and what DJL's own loaders need. The block that loading will
     * make is made here too and run against this one on generated rows.
     *
     * @throws RatchetException when the parameters or the outputs of that block differ, or names do not fit
     */
    @Override
    public void writeTo(ModelPackageWriter writer) throws IOException {
        new PackageWriter(this, writer).write();
        for (Addition addition : parts.additions) {
            addition.addTo(writer, this);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DjlModel djl
                && djl.parts.model == parts.model
                && djl.parameterDigest.equals(parameterDigest)
                && djl.source.equals(source)
                && djl.row.equals(row)
                && djl.parts.settings().equals(parts.settings());
    }

    @Override
    public int hashCode() {
        return parameterDigest.hashCode();
    }

    @Override
    public String toString() {
        return "DJL model '" + parts.model.getName() + "'";
    }

    /** Adds another flavor to the package of a DJL model, such as ONNX. */
    @FunctionalInterface
    public interface Addition {

        /**
         * Writes files and adds the flavor; signature and input example are already set.
         *
         * @throws IOException when a file cannot be written
         */
        void addTo(ModelPackageWriter writer, DjlModel model) throws IOException;
    }
}
