/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.Normalization;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;
import dev.ratchet.model.ModelPackage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the block of a package, gives it its parameters, and holds both against each other. */
public final class PackageLoader {

    private final ModelPackage source;
    private final DjlFields fields;

    /** For a package whose code was checked. */
    public PackageLoader(ModelPackage source, DjlFields fields) {
        this.source = source;
        this.fields = fields;
    }

    /**
     * Loads it.
     *
     * @throws RatchetException when the engine is missing, or block and parameters do not fit
     */
    public ScoringModel load() {
        Engines.require(fields.engine());
        URLClassLoader loader = fields.blockFactory() == null ? null : PackageCode.classLoader(source.directory());
        Model model = Model.newInstance(fields.modelName(), fields.engine());
        try {
            model.setDataType(fields.type());
            Block block = loader == null ? described(source.directory()) : made(model, loader);
            load(model, block);
            List<Block> blocks = fields.applied() == null
                    ? List.of(block)
                    : List.of(block, BlockDescriptions.build(Applied.of(fields.applied())));
            return new ScoringModel(
                    source, model, new Forward(blocks, fields.row(), fields.type()), normalization(), loader);
        } catch (RuntimeException e) {
            model.close();
            close(loader, e);
            throw e;
        }
    }

    private static void close(@Nullable URLClassLoader loader, RuntimeException cause) {
        try {
            if (loader != null) {
                loader.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private @Nullable Normalization normalization() {
        Path file = source.file(DjlFields.NORMALIZATION);
        return Files.exists(file) ? NormalizationFile.read(file) : null;
    }

    /** The block that the description in a directory makes, without parameters. */
    public static Block described(Path directory) {
        Path file = directory.resolve(DjlFields.BLOCK);
        try {
            return BlockDescriptions.build(BlockDescriptions.fromJson(Files.readString(file)));
        } catch (IOException e) {
            throw new RatchetException("The block description '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** The block that the package's own factory makes. */
    public Block made(Model model, ClassLoader loader) {
        String name = String.valueOf(fields.blockFactory());
        try {
            return PackageCode.factory(loader, name).newBlock(model, source.directory(), Map.of());
        } catch (IOException e) {
            throw new RatchetException("The block factory '" + name + "' failed: " + e.getMessage(), e);
        }
    }

    private void load(Model model, Block block) {
        List<Pair<String, Shape>> needed = null;
        if (fields.blockFactory() == null) {
            Rebuilt.initialize(block, model, fields.row());
            needed = Parameters.shapes(block);
            // Else DJL would keep these arrays beside those it reads.
            block.clear();
        }
        model.setBlock(block);
        try {
            model.load(source.directory(), fields.modelName(), Map.of("epoch", "0"));
            if (needed != null) {
                Parameters.requireEqual(
                        "the block", needed, "the file '" + fields.data() + "'", Parameters.shapes(block));
            }
            requireDigest(Parameters.digest(block));
        } catch (RatchetException e) {
            throw new RatchetException(source + " cannot be loaded. " + e.getMessage(), e);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            throw new RatchetException(
                    source + " cannot be loaded. The parameters do not fit the block: '" + fields.data()
                            + "' cannot be read into it: " + e.getMessage() + ".",
                    e);
        }
    }

    private void requireDigest(String digest) {
        if (!digest.equals(fields.parameterDigest())) {
            throw new RatchetException("The parameters do not fit the block: their digest in it is " + digest
                    + ", MLmodel says " + fields.parameterDigest() + ".");
        }
    }

    /** What may be applied after a block. */
    public static final class Applied {

        /** The name of a softmax over a row's outputs. */
        public static final String SOFTMAX = "softmax";
        /** The name of a sigmoid. */
        public static final String SIGMOID = "sigmoid";

        private Applied() {}

        /** As a layer. */
        public static BlockDescription of(String name) {
            return switch (name) {
                case SOFTMAX -> new BlockDescription.Softmax(-1);
                case SIGMOID -> new BlockDescription.Activation(BlockDescription.ActivationKind.SIGMOID, 0);
                default ->
                    throw new RatchetException("MLmodel says that '" + name
                            + "' is applied after the block, which is neither softmax nor sigmoid. It may come from a"
                            + " later version of Ratchet.");
            };
        }
    }
}
