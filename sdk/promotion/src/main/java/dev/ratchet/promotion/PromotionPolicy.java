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
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    PromotionPolicy(PolicyBuilder builder) {
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
    public static PolicyBuilder builder(String model) {
        return new PolicyBuilder(model);
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

    /**
     * The alias under which the ledger keeps this policy's champions: that of the policy or, where only a stage is moved, the
     * stage's name in lower case, because a stage has no history of its own.
     */
    public String ledgerAlias() {
        return alias.or(() -> stage.map(name -> name.toLowerCase(Locale.ROOT))).orElseThrow();
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
}
