/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal;

/** Where decisions are kept and how their runs are found: the experiment's name and the names of tags. */
public final class DecisionTags {

    /** PROMOTE, HOLD or REJECT. */
    public static final String VERDICT = "ratchet.decision.verdict";

    /** The registered model. */
    public static final String MODEL = "ratchet.decision.model";

    /** The version that wanted to be champion. */
    public static final String CANDIDATE = "ratchet.decision.candidate";

    /** The version that was champion, or {@code none}. */
    public static final String CHAMPION = "ratchet.decision.champion";

    /** The digest of the record. */
    public static final String DIGEST = "ratchet.decision.digest";

    /** The digest of the policy. */
    public static final String POLICY = "ratchet.decision.policy";

    /** The digest of the rows in any order. */
    public static final String MULTISET = "ratchet.decision.multiset";

    /** What came of the decision. */
    public static final String OUTCOME = "ratchet.decision.outcome";

    private DecisionTags() {}

    /** The experiment of a model's decisions. */
    public static String experiment(String model) {
        return model + ".decisions";
    }
}
