/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import dev.ratchet.RatchetException;
import dev.ratchet.djl.internal.model.DjlFields;
import dev.ratchet.djl.internal.model.PackageCode;
import dev.ratchet.djl.internal.model.PackageLoader;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelPackage;

/**
 * Loads packages of the flavor {@code djl}, which {@link DjlModel} writes. The block is built from its description, so
 * nothing of the training program is needed; the engine that the package names must be on the class path. Threads may
 * score with a loaded model at the same time; {@code close()} waits for them and frees the native memory.
 *
 * <p>A package may bring or name code: jars, a block factory, a translator. It is loaded only when the system property
 * {@code ratchet.djl.allowCode} or the environment variable {@code RATCHET_DJL_ALLOW_CODE} is {@code true} or has the
 * digest of the package, several with commas between them, and when all its files are as they were logged.
 */
public final class DjlFlavor implements ModelFlavor {

    private final boolean codeAllowed;

    /** For {@link java.util.ServiceLoader}; the settings decide about code. */
    public DjlFlavor() {
        this(false);
    }

    private DjlFlavor(boolean codeAllowed) {
        this.codeAllowed = codeAllowed;
    }

    /** A loader of packages whose code you trust, for {@code load(ModelPackage.open(directory))}. */
    public static DjlFlavor allowingCode() {
        return new DjlFlavor(true);
    }

    @Override
    public String name() {
        return DjlFields.FLAVOR;
    }

    /**
     * Loads a package.
     *
     * @throws RatchetException when it has code that is not allowed or not as it was logged, its engine is missing, or
     *     its parameters do not fit its block
     */
    @Override
    public Model load(ModelPackage modelPackage) {
        DjlFields fields = DjlFields.of(modelPackage);
        PackageCode.check(modelPackage, fields, codeAllowed);
        return new PackageLoader(modelPackage, fields).load();
    }
}
