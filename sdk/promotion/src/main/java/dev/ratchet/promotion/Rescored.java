/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

/**
 * How far models are from what they predicted when a decision was made.
 *
 * @param rows how many rows were scored again
 * @param candidate the largest difference of a number of the candidate, 0 when all are the same
 * @param champion the same of the champion; NaN where there was none
 */
public record Rescored(int rows, double candidate, double champion) {

    /** Whether both models say just what they said. */
    public boolean isSame() {
        return candidate == 0 && !(champion > 0);
    }
}
