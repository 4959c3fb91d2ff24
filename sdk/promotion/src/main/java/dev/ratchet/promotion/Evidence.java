/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.evaluation.Aligned;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.promotion.internal.judge.Outputs;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What candidate and champion predicted for the same rows, and what is known beside. Immutable.
 *
 * <pre>{@code
 * Evidence evidence = Evidence.of(
 *                 BinaryPredictions.ofProbabilities(labels, ofChampion),
 *                 BinaryPredictions.ofProbabilities(labels, ofCandidate))
 *         .build();
 * }</pre>
 */
public final class Evidence {

    /** What is known of the part of a split that the rows are. */
    public enum TestPart {
        /** It was kept sealed until it was opened for this. */
        SEALED,
        /** It was open. */
        OPEN
    }

    private final Optional<Predictions> champion;
    private final Predictions candidate;
    private final ModelFacts ofChampion;
    private final ModelFacts ofCandidate;
    private final List<DatasetDigest> data;
    private final Optional<TestPart> testPart;
    private final OptionalInt usesBefore;
    private final Map<String, String> tags;
    private final List<Approval> approvals;
    private final Optional<Instant> at;
    private final List<Metric> metrics;

    private Evidence(Builder builder) {
        this.champion = Optional.ofNullable(builder.champion);
        this.candidate = builder.candidate;
        this.ofChampion = builder.ofChampion;
        this.ofCandidate = builder.ofCandidate;
        this.data = List.copyOf(builder.data);
        this.testPart = Optional.ofNullable(builder.testPart);
        this.usesBefore = builder.usesBefore;
        this.tags = Map.copyOf(builder.tags);
        this.approvals = List.copyOf(builder.approvals);
        this.at = Optional.ofNullable(builder.at);
        this.metrics = List.copyOf(builder.metrics);
    }

    /**
     * Evidence of two models. Rows are brought into the champion's order by their keys, or lie in the same order where
     * neither has keys.
     *
     * @throws RatchetException if keys come twice or do not match, the models were given different labels, or a score is
     *     infinite; it names the rows. A NaN is kept, and holds
     */
    public static Builder of(Predictions champion, Predictions candidate) {
        if (champion.getClass() != candidate.getClass()) {
            throw new RatchetException(
                    "The champion gave " + champion.getClass().getSimpleName() + " and the candidate "
                            + candidate.getClass().getSimpleName() + ": both must be of one kind.");
        }
        Aligned<Predictions> both;
        try {
            both = Aligned.of(champion, candidate);
        } catch (IllegalArgumentException e) {
            throw new RatchetException("Champion (first) and candidate (second): " + e.getMessage(), e);
        }
        Outputs first = Outputs.of(both.first());
        Outputs second = Outputs.of(both.second());
        first.requireNoInfinity("champion");
        second.requireNoInfinity("candidate");
        first.requireSameTruth(second);
        return new Builder(both.first(), both.second());
    }

    /** Evidence of a candidate where there is no champion yet. An unreadable champion is not a missing one. */
    public static Builder withoutChampion(Predictions candidate) {
        Outputs.of(candidate).requireNoInfinity("candidate");
        return new Builder(null, candidate);
    }

    /** The same with the models swapped on some rows, as if it made no difference which is which. */
    Evidence swapped(BitSet rows) {
        Predictions own = champion.orElseThrow(
                () -> new RatchetException("There is no champion, so no predictions can be swapped."));
        Builder builder = new Builder(own.mixed(candidate, rows), candidate.mixed(own, rows));
        builder.data.addAll(data);
        builder.approvals.addAll(approvals);
        builder.metrics.addAll(metrics);
        builder.ofChampion = ofChampion;
        builder.ofCandidate = ofCandidate;
        builder.testPart = testPart.orElse(null);
        builder.usesBefore = usesBefore;
        builder.tags = tags;
        builder.at = at.orElse(null);
        return builder.build();
    }

    /** What the champion predicted; empty when there is none. */
    public Optional<Predictions> champion() {
        return champion;
    }

    /** What the candidate predicted, in the champion's order. */
    public Predictions candidate() {
        return candidate;
    }

    /** What is known of the champion. */
    public ModelFacts ofChampion() {
        return ofChampion;
    }

    /** What is known of the candidate. */
    public ModelFacts ofCandidate() {
        return ofCandidate;
    }

    /** The digests of the rows, each of a kind of its own. */
    public List<DatasetDigest> data() {
        return data;
    }

    /** Whether the rows were kept sealed. */
    public Optional<TestPart> testPart() {
        return testPart;
    }

    /** For how many other candidates these rows were used before; empty when nobody counted. */
    public OptionalInt usesBefore() {
        return usesBefore;
    }

    /** The tags of the candidate's version. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Who agreed. */
    public List<Approval> approvals() {
        return approvals;
    }

    /** The time of the decision. */
    public Optional<Instant> at() {
        return at;
    }

    /** Metrics that are not Ratchet's own. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** What is known beside the predictions. Not thread-safe. */
    public static final class Builder {

        private final @Nullable Predictions champion;
        private final Predictions candidate;
        private final List<DatasetDigest> data = new ArrayList<>();
        private final List<Approval> approvals = new ArrayList<>();
        private final List<Metric> metrics = new ArrayList<>();
        private ModelFacts ofChampion = ModelFacts.none();
        private ModelFacts ofCandidate = ModelFacts.none();
        private @Nullable TestPart testPart;
        private OptionalInt usesBefore = OptionalInt.empty();
        private Map<String, String> tags = Map.of();
        private @Nullable Instant at;

        private Builder(@Nullable Predictions champion, Predictions candidate) {
            this.champion = champion;
            this.candidate = candidate;
        }

        /** What is known of the champion. */
        public Builder ofChampion(ModelFacts facts) {
            this.ofChampion = facts;
            return this;
        }

        /** What is known of the candidate. */
        public Builder ofCandidate(ModelFacts facts) {
            this.ofCandidate = facts;
            return this;
        }

        ModelFacts ofChampion() {
            return ofChampion;
        }

        ModelFacts ofCandidate() {
            return ofCandidate;
        }

        /** Adds a digest of the rows. */
        public Builder data(DatasetDigest digest) {
            data.add(digest);
            return this;
        }

        /** Whether the rows were kept sealed. */
        public Builder testPart(TestPart part) {
            this.testPart = part;
            return this;
        }

        /** For how many other candidates these rows were used before. */
        public Builder usesBefore(int decisions) {
            this.usesBefore = OptionalInt.of(decisions);
            return this;
        }

        /** The tags of the candidate's version. */
        public Builder tags(Map<String, String> all) {
            this.tags = all;
            return this;
        }

        /** Adds somebody who agreed. */
        public Builder approval(Approval approval) {
            approvals.add(approval);
            return this;
        }

        /** The time of the decision, by which approvals expire. */
        public Builder at(Instant time) {
            this.at = time;
            return this;
        }

        /** Adds a metric that is not one of Ratchet's own. */
        public Builder metric(Metric metric) {
            metrics.add(metric);
            return this;
        }

        /** The evidence. */
        public Evidence build() {
            return new Evidence(this);
        }
    }
}
