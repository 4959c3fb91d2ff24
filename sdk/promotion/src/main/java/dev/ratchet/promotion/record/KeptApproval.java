/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.promotion.Approval;

import java.util.Optional;

/**
 * An approval as it is kept with a version.
 *
 * @param id what tells it apart, from what it says
 * @param approval who, how sure that is, and when; for one that cannot be read as far as it can
 * @param comment what they said, may be empty
 * @param problem why it does not count; empty when it does
 */
public record KeptApproval(String id, Approval approval, String comment, Optional<String> problem) {

    /** Whether a policy hears of it. */
    public boolean counts() {
        return problem.isEmpty();
    }
}
