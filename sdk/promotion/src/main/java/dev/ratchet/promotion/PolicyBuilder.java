/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.PromotionPolicy.Archive;
import dev.ratchet.promotion.PromotionPolicy.Predicted;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Rule;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Builds a policy: begun by {@link PromotionPolicy#builder}. Not thread-safe. */
public final class PolicyBuilder {

    private static final long SAFE_INTEGER = 1L << 53;
    private static final int LEAST_RESAMPLES = 1000;

    final String model;
    final List<Guard> guards = new ArrayList<>();
    final List<SliceRule> slices = new ArrayList<>();
    final List<Requirement> requirements = new ArrayList<>();

    @Nullable
    String alias = "champion";

    @Nullable
    Primary primary;

    double confidence = 0.95;
    double power = 0.8;
    FirstChampion firstChampion = FirstChampion.REFUSE;

    @Nullable
    String stage;

    Archive archive = Archive.PREVIOUS;
    OptionalInt testSetUses = OptionalInt.empty();

    @Nullable
    String rowsGroupedBy;

    int resamples = 10_000;
    long seed = 42;
    Predicted predictions = Predicted.KEEP;

    @Nullable
    String label;

    @Nullable
    String key;

    PolicyBuilder(String model) {
        this.model = model;
    }

    /** The alias that the candidate gets; {@code champion} by default. */
    public PolicyBuilder alias(String name) {
        this.alias = name;
        return this;
    }

    /** Moves no alias, only the stage. */
    public PolicyBuilder noAlias() {
        this.alias = null;
        return this;
    }

    /** What makes a candidate worth promoting. */
    public PolicyBuilder primary(Primary rule) {
        this.primary = rule;
        return this;
    }

    /** The candidate has to be better in a metric, by any amount. */
    public PolicyBuilder superior(String metric) {
        return primary(new Superior(metric, Margin.NONE));
    }

    /** Adds a guard. */
    public PolicyBuilder guard(Guard rule) {
        guards.add(rule);
        return this;
    }

    /** Adds a rule for slices. */
    public PolicyBuilder slice(SliceRule rule) {
        slices.add(rule);
        return this;
    }

    /** Adds a requirement. */
    public PolicyBuilder require(Requirement rule) {
        requirements.add(rule);
        return this;
    }

    /** How sure each bound is, to one side: above 0.5 and below 1; 0.95 by default. */
    public PolicyBuilder confidence(double share) {
        this.confidence = share;
        return this;
    }

    /** How often a difference is to be found that is there: above 0 and below 1; 0.8 by default. */
    public PolicyBuilder power(double share) {
        this.power = share;
        return this;
    }

    /** What is done where there is no champion yet; nothing by default. */
    public PolicyBuilder firstChampion(FirstChampion choice) {
        this.firstChampion = choice;
        return this;
    }

    /** The registry's stage that the candidate is moved to; none by default. */
    public PolicyBuilder stage(String name) {
        this.stage = name;
        return this;
    }

    /** What happens to the versions that hold the stage; archived by default. */
    public PolicyBuilder archive(Archive choice) {
        this.archive = choice;
        return this;
    }

    /** Divides the allowed share of wrong promotions among so many decisions on one test set, at least 1. */
    public PolicyBuilder testSetUses(int uses) {
        this.testSetUses = OptionalInt.of(uses);
        return this;
    }

    /** The column whose values name rows that belong together; rows are independent by default. */
    public PolicyBuilder rowsGroupedBy(String column) {
        this.rowsGroupedBy = column;
        return this;
    }

    /** How often rows are drawn where no formula serves, at least 1,000; 10,000 by default. */
    public PolicyBuilder resamples(int times) {
        this.resamples = times;
        return this;
    }

    /** What drawing begins with, up to 2^53 either side; 42 by default. */
    public PolicyBuilder seed(long value) {
        this.seed = value;
        return this;
    }

    /** Whether predictions are kept; they are by default. */
    public PolicyBuilder predictions(Predicted choice) {
        this.predictions = choice;
        return this;
    }

    /** The column of the test data that holds what is true; by default the only one that the model does not take. */
    public PolicyBuilder label(String column) {
        this.label = column;
        return this;
    }

    /** The column of the test data that tells rows apart; none by default. */
    public PolicyBuilder key(String column) {
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
