/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

/** What the scores of a model are. A loss such as {@code SoftmaxCrossEntropyLoss} takes logits, so blocks give them. */
public enum Outputs {
    /** Values as the block gives them. */
    VALUES,
    /** What the block gives: logits, which no softmax or sigmoid has been applied to. */
    LOGITS,
    /**
     * Probabilities. A block that does not end in a softmax or sigmoid gives logits, and they are made from these when
     * rows are scored: by a softmax over a row's outputs, by a sigmoid where there is one output. Layers that change no value may
     * follow the softmax or sigmoid. Of a block that a factory makes its outputs for generated rows tell, and it is
     * refused where they do not.
     */
    PROBABILITIES
}
