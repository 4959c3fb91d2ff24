/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a policy says of a candidate of the past.
 *
 * @param version the candidate
 * @param source what it was judged by
 * @param champion the version it was compared with; empty for none, or when it could not be judged
 * @param then what was decided at the time, where that is known
 * @param decision what the policy decides; empty when it could not be judged
 * @param explanation why it could not be judged, else what it was judged by, in words
 */
public record PastCandidate(
        int version,
        Source source,
        OptionalInt champion,
        Optional<Verdict> then,
        Optional<PromotionDecision> decision,
        String explanation) {

    /** What a candidate of the past is judged by. */
    public enum Source {
        /** What was predicted when it was decided. */
        KEPT,
        /** Both models were loaded and scored rows. */
        LOADED,
        /** Nothing: it could not be judged. */
        NONE
    }
}
