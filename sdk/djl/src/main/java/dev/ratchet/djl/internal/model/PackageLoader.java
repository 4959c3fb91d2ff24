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
import dev.ratchet.djl.block.BlockDescriptions;
import dev.ratchet.djl.internal.track.Sha256;
import dev.ratchet.model.ModelPackage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the block of a package, gives it its parameters, and holds both against each other. */
public final class PackageLoader {

    private static final Logger LOG = LoggerFactory.getLogger(PackageLoader.class);

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
        URLClassLoader loader = null;
        Model model = null;
        ScoringModel scoring = null;
        try {
            loader = fields.blockFactory() == null ? null : PackageCode.classLoader(source.directory());
            model = Model.newInstance(fields.modelName(), fields.engine());
            model.setDataType(fields.type());
            Block block = loader == null ? described(source.directory()) : made(model, loader);
            load(model, block);
            List<Block> blocks = fields.applied() == null
                    ? List.of(block)
                    : List.of(block, BlockDescriptions.build(Applied.of(fields.applied())));
            Forward forward = new Forward(blocks, fields.row(), fields.type());
            RowValues values = new RowValues(source, forward, fields.missing(), normalization());
            scoring = new ScoringModel(source, model, forward, values, loader);
            return scoring;
        } finally {
            // Not only for exceptions: what a package's own code throws may be an error.
            if (scoring == null) {
                close(model, loader);
            }
        }
    }

    private void close(@Nullable Model model, @Nullable URLClassLoader loader) {
        if (model != null) {
            model.close();
        }
        try {
            if (loader != null) {
                loader.close();
            }
        } catch (IOException e) {
            // Why it did not load is what the caller has to know.
            LOG.debug("The jars of {} cannot be closed: {}", source, e.getMessage());
        }
    }

    private @Nullable Normalization normalization() {
        Path file = source.file(DjlFields.NORMALIZATION);
        if (!Files.exists(file)) {
            return null;
        }
        Normalization read = NormalizationFile.read(file);
        if (read.mean().size() != 1 && read.mean().size() != fields.row().size()) {
            throw new RatchetException("The normalisation '" + file + "' has "
                    + read.mean().size() + " means, but a row has "
                    + fields.row().size() + " values. Get the model again from where it was registered.");
        }
        return read;
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
            requireDigest(Sha256.of(block));
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
}
