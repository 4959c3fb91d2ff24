/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import dev.ratchet.RatchetException;

import java.util.ArrayList;
import java.util.List;

/** What is done with all parameters of a block, in DJL's order. */
public final class Parameters {

    private Parameters() {}

    /** How many numbers they are. */
    public static long count(Block block) {
        return block.getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    /** The shape of each. */
    public static List<Pair<String, Shape>> shapes(Block block) {
        List<Pair<String, Shape>> shapes = new ArrayList<>();
        for (Pair<String, Parameter> pair : block.getParameters()) {
            shapes.add(new Pair<>(pair.getKey(), pair.getValue().getShape()));
        }
        return shapes;
    }

    /**
     * Compares the shapes that a block needs with those that there are.
     *
     * @param needs who needs them, for the message
     * @param has who has others
     * @throws RatchetException naming the first difference with both shapes
     */
    public static void requireEqual(
            String needs, List<Pair<String, Shape>> needed, String has, List<Pair<String, Shape>> given) {
        if (needed.size() != given.size()) {
            throw new RatchetException("The parameters do not fit the block: " + needs + " has " + needed.size()
                    + " parameters, " + has + " has " + given.size() + ".");
        }
        for (int i = 0; i < needed.size(); i++) {
            Shape want = needed.get(i).getValue();
            Shape got = given.get(i).getValue();
            if (!want.equals(got)) {
                throw new RatchetException(
                        "The parameters do not fit the block: '" + needed.get(i).getKey() + "' of "
                                + needs + " has the shape " + want + ", but '"
                                + given.get(i).getKey() + "' of " + has + " has " + got + ".");
            }
        }
    }

    /** Copies the values from one block to another that has parameters of the same shapes. */
    static void copy(Block from, Block to) {
        List<Parameter> sources = from.getParameters().values();
        List<Parameter> targets = to.getParameters().values();
        for (int i = 0; i < sources.size(); i++) {
            targets.get(i).getArray().set(sources.get(i).getArray().toByteBuffer());
        }
    }
}
