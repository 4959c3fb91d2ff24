/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.cache.Lease;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;

/** A model whose package stays on the disk until the model is closed. */
record LeasedModel(Model model, Lease lease) implements Model {

    @Override
    public ModelPackage source() {
        return model.source();
    }

    @Override
    public float[][] predict(ModelInput input) {
        return model.predict(input);
    }

    @Override
    public void close() {
        try {
            model.close();
        } finally {
            lease.close();
        }
    }
}
