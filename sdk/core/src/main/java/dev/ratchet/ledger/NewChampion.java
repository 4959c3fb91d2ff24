/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A version that is to become champion. Immutable; every {@code with} gives a new value.
 *
 * @param model the registered model
 * @param alias the alias, mostly {@code champion}
 * @param version the candidate's number
 * @param packageDigest the digest of the candidate's package where its tag does not say it; else empty
 * @param expected the champion that the evidence was made against, null for none
 * @param decision what the promotion rests on
 * @param actor who promotes
 * @param reason in words; with all else at most 4,500 bytes
 * @param stage the stage the version moves to as well, null for none
 */
public record NewChampion(
        String model,
        String alias,
        int version,
        String packageDigest,
        @Nullable VersionRef expected,
        DecisionRef decision,
        Actor actor,
        String reason,
        @Nullable StageMove stage) {

    /** The alias of the champion. */
    public static final String ALIAS = "champion";

    /** A first champion without a decision; the rest is said by the methods that begin with {@code with}. */
    public static NewChampion of(String model, int version, Actor actor, String reason) {
        return new NewChampion(model, ALIAS, version, "", null, DecisionRef.NONE, actor, reason, null);
    }

    /** The same for another alias. */
    public NewChampion withAlias(String other) {
        return new NewChampion(model, other, version, packageDigest, expected, decision, actor, reason, stage);
    }

    /** The same with the digest of a package that has no tag for it, as Python's. */
    public NewChampion withPackageDigest(String digest) {
        return new NewChampion(model, alias, version, digest, expected, decision, actor, reason, stage);
    }

    /** The same in place of this champion; null for none. */
    public NewChampion withExpected(@Nullable VersionRef champion) {
        return new NewChampion(model, alias, version, packageDigest, champion, decision, actor, reason, stage);
    }

    /** The same resting on this decision. */
    public NewChampion withDecision(DecisionRef made) {
        return new NewChampion(model, alias, version, packageDigest, expected, made, actor, reason, stage);
    }

    /** The same, also moving to a stage. */
    public NewChampion withStage(StageMove move) {
        return new NewChampion(model, alias, version, packageDigest, expected, decision, actor, reason, move);
    }
}
