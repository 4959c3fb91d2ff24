/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.policy.PolicyReader;
import dev.ratchet.promotion.internal.policy.PolicyWords;
import dev.ratchet.promotion.internal.policy.PolicyWriter;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Rule;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What must be shown before a candidate becomes champion. An immutable value, equal to every other policy of the same rules,
 * whether it was built or read from YAML; safe to share.
 *
 * <pre>{@code
 * PromotionPolicy policy = PromotionPolicy.builder("breast-cancer")
 *         .superior("log_loss")
 *         .guard(new NoWorse("recall_score", Margin.absolute(0.01)))
 *         .build();
 * }</pre>
 *
 * is the same as
 *
 * <pre>{@code
 * ratchet: 1
 * model: breast-cancer
 * primary: { metric: log_loss }
 * guards:
 *   - { metric: recall_score, no-worse-by: 0.01 }
 * }</pre>
 */
public final class PromotionPolicy {

    /** What happens to the versions that hold the stage. */
    public enum Archive {
        /** They are moved to Archived. */
        PREVIOUS,
        /** They stay. */
        NOTHING
    }

    /** Whether predictions are kept with a decision, without which it cannot be computed again. */
    public enum Predicted {
        /** Keys, labels, scores, slice columns and weights are kept. */
        KEEP,
        /** They are left out. */
        LEAVE_OUT
    }

    /** The order in which requirements are judged, so that equal policies give equal records. */
    private static final List<Class<? extends Requirement>> REQUIREMENTS = List.of(
            Requirement.MinimumRows.class,
            Requirement.SealedTestSet.class,
            Requirement.DeclaredData.class,
            Requirement.SameSchema.class,
            Requirement.CompatibleSignature.class,
            Requirement.RequiredTag.class,
            Requirement.Approvals.class);

    private final String model;
    private final Optional<String> alias;
    private final Optional<Primary> primary;
    private final List<Guard> guards;
    private final List<SliceRule> slices;
    private final List<Requirement> requirements;
    private final double confidence;
    private final double power;
    private final FirstChampion firstChampion;
    private final Optional<String> stage;
    private final Archive archive;
    private final OptionalInt testSetUses;
    private final Optional<String> rowsGroupedBy;
    private final int resamples;
    private final long seed;
    private final Predicted predictions;
    private final Optional<String> label;
    private final Optional<String> key;

    private PromotionPolicy(Builder builder) {
        this.model = builder.model;
        this.alias = Optional.ofNullable(builder.alias);
        this.primary = Optional.ofNullable(builder.primary);
        this.guards = List.copyOf(builder.guards);
        this.slices = List.copyOf(builder.slices);
        this.requirements = builder.requirements.stream()
                .sorted(Comparator.comparingInt(rule -> REQUIREMENTS.indexOf(rule.getClass())))
                .toList();
        this.confidence = builder.confidence;
        this.power = builder.power;
        this.firstChampion = builder.firstChampion;
        this.stage = Optional.ofNullable(builder.stage);
        this.archive = builder.archive;
        this.testSetUses = builder.testSetUses;
        this.rowsGroupedBy = Optional.ofNullable(builder.rowsGroupedBy);
        this.resamples = builder.resamples;
        this.seed = builder.seed;
        this.predictions = builder.predictions;
        this.label = Optional.ofNullable(builder.label);
        this.key = Optional.ofNullable(builder.key);
    }

    /** Begins with the defaults: alias {@code champion}, confidence 0.95, and no rule, which promotes nothing. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    /**
     * Reads a policy in YAML, as docs/promotion.md describes it.
     *
     * @param ownMetrics names of metrics that are not Ratchet's own, so that they are not taken for misspelled ones
     * @throws RatchetException if the file cannot be read or is no policy; the message names the line
     */
    public static PromotionPolicy load(Path file, String... ownMetrics) {
        return PolicyReader.read(file, Set.of(ownMetrics));
    }

    /** Reads a policy from YAML text, or from the JSON of {@link #toJson}; as {@link #load}. */
    public static PromotionPolicy parse(String text, String... ownMetrics) {
        return PolicyReader.read("policy", text, Set.of(ownMetrics));
    }

    /** The registered model that it is for. */
    public String model() {
        return model;
    }

    /** The alias that the candidate gets; none when only the stage is moved. */
    public Optional<String> alias() {
        return alias;
    }

    /** What makes a candidate worth promoting; without it nothing is promoted. */
    public Optional<Primary> primary() {
        return primary;
    }

    /** What must not be lost. */
    public List<Guard> guards() {
        return guards;
    }

    /** What must not be lost in any slice. */
    public List<SliceRule> slices() {
        return slices;
    }

    /** What must be true of data, models and people. */
    public List<Requirement> requirements() {
        return requirements;
    }

    /** How sure each bound is, to one side; 0.95 means that equal models are promoted 5 times of 100 at most. */
    public double confidence() {
        return confidence;
    }

    /** How often a difference is to be found that is there; for the rows that are needed. */
    public double power() {
        return power;
    }

    /** What is done where there is no champion yet. */
    public FirstChampion firstChampion() {
        return firstChampion;
    }

    /** The registry's stage that the candidate is moved to. */
    public Optional<String> stage() {
        return stage;
    }

    /** What happens to the versions that hold the stage. */
    public Archive archive() {
        return archive;
    }

    /** How many decisions the test set is for; empty when uses are counted and shown only. */
    public OptionalInt testSetUses() {
        return testSetUses;
    }

    /** The column whose values name rows that belong together, as those of one patient. */
    public Optional<String> rowsGroupedBy() {
        return rowsGroupedBy;
    }

    /** How often rows are drawn where no formula serves. */
    public int resamples() {
        return resamples;
    }

    /** What drawing begins with. */
    public long seed() {
        return seed;
    }

    /** Whether predictions are kept. */
    public Predicted predictions() {
        return predictions;
    }

    /** The column of the test data that holds what is true. */
    public Optional<String> label() {
        return label;
    }

    /** The column of the test data that tells rows apart. */
    public Optional<String> key() {
        return key;
    }

    /** The allowed share of wrong answers of each test: what confidence leaves, divided by the uses of the test set. */
    public double alpha() {
        return (1 - confidence) / testSetUses.orElse(1);
    }

    /** The columns that rows need beside labels and predictions: of slices, of groups of people, of rows that belong together. */
    public List<String> columns() {
        return Stream.of(
                        slices.stream().flatMap(slice -> slice.columns().stream()),
                        guards.stream()
                                .filter(FairnessGap.class::isInstance)
                                .map(guard -> ((FairnessGap) guard).column()),
                        rowsGroupedBy.stream())
                .flatMap(Function.identity())
                .distinct()
                .sorted()
                .toList();
    }

    /** The policy in words, a sentence for each rule. */
    public List<String> inWords() {
        return PolicyWords.of(this);
    }

    /** The policy as JSON-like values with the keys of its YAML; defaults are left out. */
    public Map<String, Object> toJsonValue() {
        return PolicyWriter.write(this);
    }

    /** Canonical JSON (RFC 8785), which {@link #parse} reads. */
    public String toJson() {
        return CanonicalJson.write(toJsonValue());
    }

    /** SHA-256 of {@link #toJson} in hexadecimal. */
    public String digest() {
        return CanonicalJson.sha256(toJson());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PromotionPolicy policy && toJson().equals(policy.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** Settings of a policy. Not thread-safe. */
    public static final class Builder {

        private static final long SAFE_INTEGER = 1L << 53;
        private static final int LEAST_RESAMPLES = 1000;

        private final String model;
        private final List<Guard> guards = new ArrayList<>();
        private final List<SliceRule> slices = new ArrayList<>();
        private final List<Requirement> requirements = new ArrayList<>();
        private @Nullable String alias = "champion";
        private @Nullable Primary primary;
        private double confidence = 0.95;
        private double power = 0.8;
        private FirstChampion firstChampion = FirstChampion.REFUSE;
        private @Nullable String stage;
        private Archive archive = Archive.PREVIOUS;
        private OptionalInt testSetUses = OptionalInt.empty();
        private @Nullable String rowsGroupedBy;
        private int resamples = 10_000;
        private long seed = 42;
        private Predicted predictions = Predicted.KEEP;
        private @Nullable String label;
        private @Nullable String key;

        private Builder(String model) {
            this.model = model;
        }

        /** The alias that the candidate gets; {@code champion} by default. */
        public Builder alias(String name) {
            this.alias = name;
            return this;
        }

        /** Moves no alias, only the stage. */
        public Builder noAlias() {
            this.alias = null;
            return this;
        }

        /** What makes a candidate worth promoting. */
        public Builder primary(Primary rule) {
            this.primary = rule;
            return this;
        }

        /** The candidate has to be better in a metric, by any amount. */
        public Builder superior(String metric) {
            return primary(new Superior(metric, Margin.NONE));
        }

        /** Adds a guard. */
        public Builder guard(Guard rule) {
            guards.add(rule);
            return this;
        }

        /** Adds a rule for slices. */
        public Builder slice(SliceRule rule) {
            slices.add(rule);
            return this;
        }

        /** Adds a requirement. */
        public Builder require(Requirement rule) {
            requirements.add(rule);
            return this;
        }

        /** How sure each bound is, to one side: above 0.5 and below 1; 0.95 by default. */
        public Builder confidence(double share) {
            this.confidence = share;
            return this;
        }

        /** How often a difference is to be found that is there: above 0 and below 1; 0.8 by default. */
        public Builder power(double share) {
            this.power = share;
            return this;
        }

        /** What is done where there is no champion yet; nothing by default. */
        public Builder firstChampion(FirstChampion choice) {
            this.firstChampion = choice;
            return this;
        }

        /** The registry's stage that the candidate is moved to; none by default. */
        public Builder stage(String name) {
            this.stage = name;
            return this;
        }

        /** What happens to the versions that hold the stage; archived by default. */
        public Builder archive(Archive choice) {
            this.archive = choice;
            return this;
        }

        /** Divides the allowed share of wrong promotions among so many decisions on one test set, at least 1. */
        public Builder testSetUses(int uses) {
            this.testSetUses = OptionalInt.of(uses);
            return this;
        }

        /** The column whose values name rows that belong together; rows are independent by default. */
        public Builder rowsGroupedBy(String column) {
            this.rowsGroupedBy = column;
            return this;
        }

        /** How often rows are drawn where no formula serves, at least 1,000; 10,000 by default. */
        public Builder resamples(int times) {
            this.resamples = times;
            return this;
        }

        /** What drawing begins with, up to 2^53 either side; 42 by default. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** Whether predictions are kept; they are by default. */
        public Builder predictions(Predicted choice) {
            this.predictions = choice;
            return this;
        }

        /** The column of the test data that holds what is true; by default the only one that the model does not take. */
        public Builder label(String column) {
            this.label = column;
            return this;
        }

        /** The column of the test data that tells rows apart; none by default. */
        public Builder key(String column) {
            this.key = column;
            return this;
        }

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if one is not allowed
         */
        public PromotionPolicy build() {
            check(!model.isBlank(), "model is empty: the name of a registered model is needed.");
            check(alias != null || stage != null, "Neither an alias nor a stage is moved: give one of them.");
            check(confidence > 0.5 && confidence < 1, "confidence is " + confidence + ": above 0.5 and below 1.");
            check(power > 0 && power < 1, "power is " + power + ": above 0 and below 1 is allowed, as 0.8.");
            check(testSetUses.orElse(1) >= 1, "test-set uses are " + testSetUses.orElse(1) + ": at least 1.");
            check(resamples >= LEAST_RESAMPLES, "resamples is " + resamples + ": at least 1000 are allowed.");
            check(Math.abs(seed) <= SAFE_INTEGER, "seed is " + seed + ": up to 2^53 is allowed, so JSON can hold it.");
            Set<String> titles = new HashSet<>();
            for (List<? extends Rule> rules : List.of(guards, slices, requirements)) {
                for (Rule rule : rules) {
                    check(titles.add(rule.title()), "The rule '" + rule.title() + "' is there twice.");
                }
            }
            return new PromotionPolicy(this);
        }

        private static void check(boolean allowed, String message) {
            if (!allowed) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
