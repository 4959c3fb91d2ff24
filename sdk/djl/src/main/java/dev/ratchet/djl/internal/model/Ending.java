/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.Activation;
import dev.ratchet.djl.block.BlockDescription.ActivationKind;
import dev.ratchet.djl.block.BlockDescription.Join;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.Sequential;
import dev.ratchet.djl.block.BlockDescription.Softmax;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What comes out of a block's end. */
enum Ending {
    /** Of a softmax or a sigmoid, whatever follows that leaves values as they are. */
    PROBABILITIES,
    /** No probabilities. */
    OTHER,
    /** Probabilities in some branches only, or in sums. */
    MIXED,
    /** What goes in, in another shape at most. */
    UNCHANGED;

    static Ending of(BlockDescription block) {
        if (block instanceof Sequential) {
            return ofLast(block.children());
        }
        if (block instanceof Parallel parallel) {
            return ofBranches(parallel);
        }
        if (block instanceof Softmax
                || (block instanceof Activation activation && activation.kind() == ActivationKind.SIGMOID)) {
            return PROBABILITIES;
        }
        return RowShape.keepsValues(block) ? UNCHANGED : OTHER;
    }

    private static Ending ofLast(List<BlockDescription> layers) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            Ending ending = of(layers.get(i));
            if (ending != UNCHANGED) {
                return ending;
            }
        }
        return UNCHANGED;
    }

    private static Ending ofBranches(Parallel parallel) {
        Set<Ending> endings = EnumSet.noneOf(Ending.class);
        parallel.children().forEach(branch -> endings.add(of(branch)));
        if (endings.size() == 1 && parallel.join() == Join.CONCAT) {
            return endings.iterator().next();
        }
        return endings.contains(PROBABILITIES) || endings.contains(MIXED) ? MIXED : OTHER;
    }
}
