/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import java.io.IOException;

/**
 * A trained model that can be written as a package. Two equal loggable models are logged once per run and name, so
 * implementations compare by the identity of what they wrap.
 */
@FunctionalInterface
public interface LoggableModel {

    /**
     * Writes the model's files and describes them; called once, on the thread that logs.
     *
     * @throws IOException when a file cannot be written
     */
    void writeTo(ModelPackageWriter writer) throws IOException;
}
