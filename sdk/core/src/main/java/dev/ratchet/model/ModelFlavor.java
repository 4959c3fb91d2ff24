/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

/**
 * Loads models of one flavor; found by {@link java.util.ServiceLoader}. Implementations have no state, may be called
 * from several threads, and must not load native code before {@link #load} is called.
 */
public interface ModelFlavor {

    /** The flavor's key in MLmodel: {@code xgboost}, {@code djl}, {@code onnx}. */
    String name();

    /**
     * Loads the model of a package that has this flavor. The package's digest has been verified.
     *
     * @throws dev.ratchet.RatchetException when the model cannot be loaded, or would be scored wrongly, with the reason
     */
    Model load(ModelPackage modelPackage);
}
