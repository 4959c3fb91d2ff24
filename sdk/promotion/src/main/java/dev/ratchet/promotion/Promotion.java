/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.internal.judge.Engine;

/**
 * Decides whether a candidate becomes champion.
 *
 * <pre>{@code
 * PromotionDecision decision = Promotion.decide(PromotionPolicy.load(Path.of("promotion.yaml")), evidence);
 * System.out.println(decision.summary());
 * }</pre>
 */
public final class Promotion {

    private Promotion() {}

    /**
     * Judges evidence by a policy, without a registry: nothing is moved, and uses of the test set are not counted. A pure
     * function of its arguments, whatever the threads.
     *
     * @return PROMOTE only when every rule is shown; what is unknown holds
     */
    public static PromotionDecision decide(PromotionPolicy policy, Evidence evidence) {
        Engine engine = new Engine(policy, evidence);
        Engine.Outcome outcome = engine.outcome();
        return new PromotionDecision(
                policy,
                outcome.verdict(),
                evidence.candidate().rowCount(),
                outcome.rules(),
                engine.championDigest(),
                engine.candidateDigest(),
                FactsJson.write(evidence),
                evidence.usesBefore());
    }

    /**
     * Computes a decision again from what was kept: numbers have to agree to 1e-9, verdicts and words exactly. What was known
     * beside is in the record.
     *
     * @param record the decision's JSON
     * @param kept the predictions that it was made by, in their order, with the latencies of both models where a rule needs
     *     them and with metrics of your own
     * @throws dev.ratchet.RatchetException if the record cannot be read
     */
    public static Replay replay(String record, Evidence.Builder kept) {
        return Replay.of(record, kept);
    }
}
