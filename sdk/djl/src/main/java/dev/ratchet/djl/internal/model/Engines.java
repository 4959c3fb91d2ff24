/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.ratchet.RatchetException;

import java.util.Set;
import java.util.TreeSet;

/** Says which artifacts bring an engine, as DJL itself only says that there is none. */
public final class Engines {

    private Engines() {}

    /**
     * Starts an engine.
     *
     * @throws RatchetException when it is not on the class path, or does not start
     */
    public static void require(String name) {
        try {
            if (!Engine.hasEngine(name)) {
                throw new RatchetException("The model needs DJL's engine '" + name + "', but the class path has "
                        + engines() + ". " + remedy(name));
            }
            Engine.getEngine(name);
        } catch (EngineException e) {
            throw new RatchetException(
                    "DJL's engine '" + name + "' does not start: " + e.getMessage() + ". " + remedy(name), e);
        }
    }

    private static String engines() {
        Set<String> names = new TreeSet<>(Engine.getAllEngines());
        // It is always there, and asks another program to score.
        names.remove("RPC");
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String remedy(String name) {
        return name.equals("PyTorch")
                ? "Add ai.djl.pytorch:pytorch-engine:0.35.1, ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1 and"
                        + " ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of the machine, for example"
                        + " linux-x86_64; with these nothing is downloaded."
                : "Add its engine and its native library, of the version of DJL " + Engine.getDjlVersion() + ".";
    }
}
