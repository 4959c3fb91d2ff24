/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.internal.model.DjlFields;
import dev.ratchet.djl.internal.model.PackageCode;
import dev.ratchet.djl.internal.model.PackageLoader;
import dev.ratchet.model.ModelPackage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the block of a package for DJL's own {@code Criteria} and for DJL Serving, which find this class by the name in
 * {@code serving.properties}. Only this module and the engine need to be on their class path.
 */
public final class PackageBlockFactory implements BlockFactory {

    private static final long serialVersionUID = 1L;

    /** For DJL. */
    public PackageBlockFactory() {}

    /**
     * The block without parameters.
     *
     * @throws RatchetException when the package has code that is not allowed, as {@link DjlFlavor} says, or has code
     *     and no MLmodel, or the description cannot be read
     */
    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        if (!Files.exists(modelPath.resolve("MLmodel"))) {
            PackageCode.refuseWithoutMlmodel(modelPath);
            return PackageLoader.described(modelPath);
        }
        ModelPackage source = ModelPackage.open(modelPath);
        DjlFields fields = DjlFields.of(source);
        PackageCode.check(source, fields, false);
        // DJL does not say when the block is no longer needed, so the class loader stays open.
        return fields.blockFactory() == null
                ? PackageLoader.described(modelPath)
                : new PackageLoader(source, fields).made(model, PackageCode.classLoader(modelPath));
    }
}
