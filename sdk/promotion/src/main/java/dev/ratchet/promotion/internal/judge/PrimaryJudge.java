/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.Measured;
import dev.ratchet.promotion.ModelFacts;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.statistics.Adjustment;
import dev.ratchet.promotion.statistics.WilcoxonSignedRank;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges what makes a candidate worth promoting. */
final class PrimaryJudge {

    private final Level level;
    private final Comparer comparer;
    private final Evidence evidence;

    PrimaryJudge(Level level, Comparer comparer, Evidence evidence) {
        this.level = level;
        this.comparer = comparer;
        this.evidence = evidence;
    }

    RuleResult judge(Primary rule) {
        Differences differences = new Differences(level);
        if (rule instanceof Superior superior) {
            return differences.judge(
                    rule.title(),
                    Differences.Direction.BETTER_BY,
                    superior.improveBy(),
                    () -> comparer.pair(rule.metric()).onAll());
        }
        NonInferior nonInferior = (NonInferior) rule;
        RuleResult result = differences.judge(
                rule.title(),
                Differences.Direction.NO_WORSE_BY,
                nonInferior.nonInferiorBy(),
                () -> comparer.pair(rule.metric()).onAll());
        return withBenefits(nonInferior, result);
    }

    /** One of the benefits has to be shown: an any-of question, corrected by Holm. */
    private RuleResult withBenefits(NonInferior rule, RuleResult result) {
        List<RuleResult> parts = new ArrayList<>();
        for (Benefit benefit : rule.benefits()) {
            parts.add(benefit(benefit));
        }
        double[] p = parts.stream()
                .mapToDouble(part -> part.verdict() != Verdict.PROMOTE
                        ? 1
                        : part.measured().map(Measured::p).orElse(0.0))
                .toArray();
        boolean[] shown = Adjustment.HOLM.reject(level.alpha(), p);
        List<String> had = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            if (shown[i]) {
                had.add(rule.benefits().get(i).text());
            } else if (parts.get(i).verdict() == Verdict.PROMOTE) {
                parts.set(i, parts.get(i).with(Verdict.HOLD, "not shown after Holm for " + shown.length + " benefits"));
            }
        }
        Verdict verdict = had.isEmpty() ? Verdict.of(List.of(result.verdict()), Verdict.HOLD) : result.verdict();
        String reason =
                result.reason() + (had.isEmpty() ? "; no benefit is shown" : "; benefit: " + String.join(", ", had));
        return new RuleResult(result.rule(), verdict, reason, result.measured(), result.rowsNeeded(), parts);
    }

    private RuleResult benefit(Benefit benefit) {
        ModelFacts own = evidence.ofCandidate();
        ModelFacts champions = evidence.ofChampion();
        if (benefit instanceof Benefit.Improved improved) {
            return new Differences(level)
                    .judge(
                            benefit.text(),
                            Differences.Direction.BETTER_BY,
                            Margin.NONE,
                            () -> comparer.pair(improved.metric()).onAll());
        }
        if (benefit instanceof Benefit.Faster) {
            return faster(
                    own.latencies().orElse(new long[0]), champions.latencies().orElse(new long[0]));
        }
        if (benefit instanceof Benefit.Smaller) {
            OptionalLong size = own.size();
            OptionalLong before = champions.size();
            return size.isPresent() && before.isPresent()
                    ? sure(
                            benefit,
                            size.getAsLong() < before.getAsLong(),
                            size.getAsLong() + " bytes, and the champion " + before.getAsLong())
                    : RuleResult.of(benefit.text(), Verdict.HOLD, "not shown: a model's size is not known");
        }
        Optional<Instant> until = own.dataUntil();
        Optional<Instant> before = champions.dataUntil();
        return until.isPresent() && before.isPresent()
                ? sure(
                        benefit,
                        until.get().isAfter(before.get()),
                        "data until " + until.get() + ", and the champion's" + " until " + before.get())
                : RuleResult.of(benefit.text(), Verdict.HOLD, "not shown: how new a model's data is is not known");
    }

    private static RuleResult sure(Benefit benefit, boolean shown, String reason) {
        return RuleResult.of(benefit.text(), shown ? Verdict.PROMOTE : Verdict.HOLD, reason);
    }

    private RuleResult faster(long[] candidate, long[] champion) {
        String title = new Benefit.Faster().text();
        if (candidate.length < BudgetJudge.CALLS || candidate.length != champion.length) {
            return RuleResult.of(
                    title,
                    Verdict.HOLD,
                    "not shown: " + candidate.length + " calls of the candidate and " + champion.length
                            + " of the champion were timed, and " + BudgetJudge.CALLS + " pairs are the minimum");
        }
        double[] saved = new double[candidate.length];
        double sum = 0;
        for (int call = 0; call < saved.length; call++) {
            saved[call] = (double) champion[call] - candidate[call];
            sum += saved[call];
        }
        try {
            double p = WilcoxonSignedRank.of(saved).pGreater();
            Measured measured = new Measured(
                    "wilcoxon-signed-rank",
                    saved.length,
                    Double.NaN,
                    Double.NaN,
                    sum / saved.length,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    p,
                    0);
            return new RuleResult(
                    title,
                    p < level.alpha() ? Verdict.PROMOTE : Verdict.HOLD,
                    Words.number(measured.estimate()) + " ns saved on average, p " + Words.number(p),
                    Optional.of(measured),
                    OptionalLong.empty(),
                    List.of());
        } catch (UndefinedMetricException e) {
            return RuleResult.of(title, Verdict.HOLD, "not shown: " + e.getMessage());
        }
    }
}
