/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import dev.ratchet.RatchetException;

/** The module {@code ratchet-onnx}, which is there for those who export only. */
final class OnnxModule {

    private OnnxModule() {}

    /** Says what to add, before the first of its classes is missed. */
    static void require() {
        try {
            Class.forName("dev.ratchet.onnx.OnnxModel", false, OnnxModule.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new RatchetException(
                    "Blocks cannot be exported to ONNX: the module dev.ratchet:ratchet-onnx is not on the class path."
                            + " Add it as a dependency, in the version of ratchet-djl.",
                    e);
        }
    }
}
