/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.engine.Engine;

import java.util.Locale;
import java.util.Optional;

/** How many threads an engine computes with, on which the last bits of its sums depend. */
public final class Threads {

    private Threads() {}

    /** The engine's own word where it gives one, else the system property that sets it; empty where neither is there. */
    public static Optional<String> of(Engine engine) {
        try {
            Class<?> library = Class.forName(
                    "ai.djl.pytorch.jni.JniUtils", true, engine.getClass().getClassLoader());
            return Optional.of(String.valueOf(library.getMethod("getNumThreads").invoke(null)));
        } catch (ReflectiveOperationException | LinkageError e) {
            String name = engine.getEngineName().toLowerCase(Locale.ROOT);
            return Optional.ofNullable(System.getProperty("ai.djl." + name + ".num_threads"));
        }
    }
}
