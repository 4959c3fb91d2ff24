/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.ledger.Actor;
import dev.ratchet.promotion.record.Approvals;
import org.jspecify.annotations.Nullable;

import java.security.PrivateKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is said beside the policy; copied before it changes. */
final class PromotionSettings implements Cloneable {

    /** The fewest calls by which a latency is judged. */
    static final int CALLS = 1000;

    Actor actor = Actor.claimed(
            System.getProperty("user.name", "").isBlank() ? "unknown" : System.getProperty("user.name", "unknown"));
    String reason = "";
    boolean dryRun;
    int timedCalls = CALLS;
    Consumer<String> progress = message -> {};
    Clock clock = Clock.systemUTC();
    List<Metric> metrics = List.of();
    Consumer<PredictionRows.Builder> columns = rows -> {};

    @Nullable
    String label;

    @Nullable
    String key;

    @Nullable
    Approvals approvals;

    @Nullable
    PrivateKey signingKey;

    @Nullable
    ScoredRows ofChampion;

    @Nullable
    ScoredRows ofCandidate;

    Optional<String> label() {
        return Optional.ofNullable(label);
    }

    Optional<String> key() {
        return Optional.ofNullable(key);
    }

    void add(Metric metric) {
        List<Metric> all = new ArrayList<>(metrics);
        all.add(metric);
        metrics = List.copyOf(all);
    }

    @Override
    public PromotionSettings clone() {
        try {
            return (PromotionSettings) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
