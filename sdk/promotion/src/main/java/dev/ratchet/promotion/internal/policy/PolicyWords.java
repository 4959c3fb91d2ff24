/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.rule.Threshold;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A policy as sentences, so that whoever wrote it sees what it means. */
public final class PolicyWords {

    private static final MathContext DIGITS = new MathContext(6);
    private static final double NANOS_PER_MILLI = 1e6;

    private PolicyWords() {}

    /** A sentence for each rule and each setting that matters. */
    public static List<String> of(PromotionPolicy policy) {
        List<String> words = new ArrayList<>();
        words.add(promotion(policy));
        policy.requirements().forEach(rule -> words.add(requirement(rule)));
        policy.guards().forEach(guard -> words.add(guard(guard)));
        policy.slices().forEach(slice -> words.add(slices(slice)));
        words.add(policy.primary()
                .map(PolicyWords::primary)
                .orElse("There is no primary rule, so nothing is ever promoted over a champion."));
        words.add("Each bound is one-sided with a confidence of " + percent(policy.confidence())
                + ". Equal models are promoted at most in " + percent(policy.alpha())
                + " of decisions" + testSet(policy));
        words.add(first(policy));
        policy.rowsGroupedBy()
                .ifPresent(column -> words.add("Rows of the same value of '" + column
                        + "' belong together; whole groups are drawn, " + policy.resamples() + " times."));
        if (policy.predictions() == PromotionPolicy.Predicted.LEAVE_OUT) {
            words.add("Predictions are not kept, so decisions cannot be computed again.");
        }
        return words;
    }

    private static String promotion(PromotionPolicy policy) {
        List<String> moved = new ArrayList<>();
        policy.alias().ifPresent(alias -> moved.add("the alias '" + alias + "'"));
        policy.stage().ifPresent(stage -> moved.add("the stage '" + stage + "', " + archived(policy)));
        return "A version of '" + policy.model() + "' that is promoted gets " + String.join(" and ", moved) + ".";
    }

    private static String archived(PromotionPolicy policy) {
        return policy.archive() == PromotionPolicy.Archive.PREVIOUS
                ? "whose versions are archived"
                : "whose versions stay in it";
    }

    private static String testSet(PromotionPolicy policy) {
        return policy.testSetUses().isPresent()
                ? ", because " + policy.testSetUses().getAsInt() + " decisions may be made on one test set."
                : "; with each further decision on the same rows they have another chance.";
    }

    private static String first(PromotionPolicy policy) {
        if (policy.firstChampion() == FirstChampion.REFUSE) {
            return "Where there is no champion, nothing is promoted.";
        }
        return policy.guards().stream().anyMatch(Guard::isAbsolute)
                ? "Where there is no champion, the guards that need none decide."
                : "Where there is no champion, nothing is promoted, because no guard can be judged without one.";
    }

    private static String primary(Primary rule) {
        if (rule instanceof NonInferior equal) {
            return "Primary: " + rule.metric() + " must be shown to be worse by less than "
                    + margin(equal.nonInferiorBy()) + ", and one benefit to be there: "
                    + equal.benefits().stream().map(Benefit::text).collect(Collectors.joining(", or ")) + ".";
        }
        Margin margin = ((Superior) rule).improveBy();
        return "Primary: " + rule.metric() + " must be shown to be better"
                + (margin.value() == 0 ? "." : " by more than " + margin(margin) + ".");
    }

    private static String margin(Margin margin) {
        return margin.kind() == Margin.Kind.RELATIVE
                ? margin.text() + " of the magnitude of the champion's"
                : margin.text();
    }

    private static String guard(Guard guard) {
        if (guard instanceof NoWorse rule) {
            return "Guard: " + rule.metric() + " must be shown to be "
                    + (rule.margin().value() == 0 ? "better." : "worse by less than " + margin(rule.margin()) + ".");
        }
        if (guard instanceof Threshold rule) {
            return "Guard: " + rule.metric() + " must be "
                    + rule.side().text().replace('-', ' ') + " " + number(rule.limit()) + ", judged by its "
                    + judgedBy(rule.judgedBy());
        }
        if (guard instanceof Budget rule) {
            boolean latency = rule.resource().isLatency();
            return "Guard: " + rule.resource().text() + " must be at most "
                    + (latency ? number(rule.atMost() / NANOS_PER_MILLI) + " ms" : number(rule.atMost()) + " bytes")
                    + (latency ? ", judged by its " + judgedBy(rule.judgedBy()) : ".");
        }
        FairnessGap rule = (FairnessGap) guard;
        return "Guard: " + rule.measure().text() + " of the groups of '" + rule.column()
                + "' must be shown to differ by at most " + number(rule.atMost()) + ".";
    }

    private static String judgedBy(JudgedBy by) {
        return by == JudgedBy.BOUND ? "bound." : "estimate, which chance may have made good.";
    }

    private static String slices(SliceRule rule) {
        String margin = margin(rule.margin());
        String demand = rule.demand() == SliceRule.Demand.NO_WORSE
                ? "must be shown to be worse by less than " + margin + " in each"
                : "must not be shown to be worse by more than " + margin + " in any";
        return "Slices by " + String.join(", ", rule.columns()) + ": " + rule.metric() + " " + demand + "; those below "
                + rule.minimumRows() + " rows "
                + (rule.small() == SliceRule.Small.HOLD ? "hold." : "are listed and do not count.");
    }

    private static String requirement(Requirement requirement) {
        if (requirement instanceof Requirement.MinimumRows rule) {
            return "Test data: at least " + rule.rows() + " rows.";
        }
        if (requirement instanceof Requirement.SealedTestSet) {
            return "Test data: the sealed part of a split.";
        }
        if (requirement instanceof Requirement.DeclaredData rule) {
            return "Test data: the rows of the digest " + rule.digest() + ".";
        }
        if (requirement instanceof Requirement.SameSchema) {
            return "Both models must have been trained on the same columns.";
        }
        if (requirement instanceof Requirement.CompatibleSignature) {
            return "Whoever calls the champion must be able to call the candidate.";
        }
        if (requirement instanceof Requirement.RequiredTag rule) {
            return "The candidate needs the tag '" + rule.key() + "'"
                    + rule.value()
                            .map(value -> " of the value '" + value + "'.")
                            .orElse(".");
        }
        return approvals((Requirement.Approvals) requirement);
    }

    private static String approvals(Requirement.Approvals rule) {
        return "Approvals: " + rule.count() + (rule.count() == 1 ? " person" : " different people")
                + (rule.from().isEmpty() ? "" : " of " + String.join(", ", rule.from()))
                + ", who must be at least " + rule.identity().text()
                + rule.expiry()
                        .map(time -> "; an approval expires after " + number(time.toSeconds() / 3600.0) + " hours")
                        .orElse("")
                + (rule.byAuthor() == Requirement.Approvals.ByAuthor.REFUSED
                        ? "; who made the candidate does not count."
                        : "; who made the candidate counts.");
    }

    private static String percent(double share) {
        return number(100 * share) + " %";
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
