/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

/** What follows from a rule, or from all of them. */
public enum Verdict {
    /** It is shown. */
    PROMOTE,
    /** It is neither shown nor refuted, or not known. Nothing is promoted. */
    HOLD,
    /** The contrary is shown. */
    REJECT;

    /**
     * What the bounds of a value say of a demand to lie above a limit. Equality shows nothing, and so does NaN.
     *
     * @param low the lower bound
     * @param high the upper bound
     */
    public static Verdict above(double limit, double low, double high) {
        return low > limit ? PROMOTE : high < limit ? REJECT : HOLD;
    }

    /**
     * All together: a broken guard rejects, a guard that is not shown holds, and only when all are shown the primary rule
     * decides.
     *
     * @param guards of everything but the primary rule
     * @param primary of the primary rule
     */
    public static Verdict of(Iterable<Verdict> guards, Verdict primary) {
        boolean shown = true;
        for (Verdict guard : guards) {
            if (guard == REJECT) {
                return REJECT;
            }
            shown &= guard == PROMOTE;
        }
        return shown ? primary : HOLD;
    }
}
