/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;

/** Another flavor of a package, found before that of DJL; its scores are zeros. */
public final class ZeroFlavor implements ModelFlavor {

    @Override
    public String name() {
        return "zero";
    }

    @Override
    public Model load(ModelPackage modelPackage) {
        return new Model() {
            @Override
            public ModelPackage source() {
                return modelPackage;
            }

            @Override
            public float[][] predict(ModelInput input) {
                return new float[input.rowCount()][1];
            }

            @Override
            public void close() {}
        };
    }
}
