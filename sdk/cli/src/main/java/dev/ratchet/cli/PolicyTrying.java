/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.Measured;
import dev.ratchet.promotion.PolicyTrial;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.rule.NonInferior;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Tries a policy on two files of predictions. Apart from its command, so that the command loads without the classes of tables. */
final class PolicyTrying {

    private static final double[] REACHES = {0.5, 1, 2, 4};
    private static final int[] TIMES_AS_MANY = {1, 4, 16};
    private static final MathContext SHORT = new MathContext(2);

    private final CliContext context;
    private final OutputOptions options;
    private final RowOptions rows;
    private final PairOptions what;

    /** What was found; no rate where nothing was swapped. */
    private record Found(
            PromotionPolicy policy,
            PolicyTrial.@Nullable Equal equal,
            List<PolicyTrial.Power> power,
            List<String> notes) {}

    PolicyTrying(CliContext context, OutputOptions options, RowOptions rows, PairOptions what) {
        this.context = context;
        this.options = options;
        this.rows = rows;
        this.what = what;
    }

    void run(Path file, PolicyTryCommand wanted) {
        PromotionPolicy policy = PromotionPolicy.load(file);
        PredictionPair pair = PredictionPair.read(context, what, rows, options, policy);
        Found found = tried(policy, pair, wanted);
        if (options.json()) {
            context.json(json(found));
        } else {
            print(found);
        }
    }

    private Found tried(PromotionPolicy policy, PredictionPair pair, PolicyTryCommand wanted) {
        Evidence evidence = pair.evidence().build();
        PolicyTrial whole = PolicyTrial.of(policy, evidence);
        PolicyTrial trial = whole.ofPredictionsAlone();
        List<String> notes = new ArrayList<>(pair.notes());
        if (!whole.rulesAboutMore().isEmpty()) {
            notes.add("Left out, because predictions say nothing of it: " + String.join(", ", whole.rulesAboutMore())
                    + ".");
        }
        if (policy.primary().filter(NonInferior.class::isInstance).isPresent()) {
            notes.add("The primary rule accepts equal models that have a benefit; of benefits, predictions show only"
                    + " improved metrics.");
        }
        PolicyTrial.Equal equal = wanted.times() == 0
                ? null
                : Activity.during(
                        context,
                        "Swapping predictions",
                        now -> trial.equalModels(
                                wanted.times(),
                                wanted.seed(),
                                done -> now.accept("Swapping predictions, " + done + " of " + wanted.times())));
        List<PolicyTrial.Power> power = policy.primary().isEmpty()
                ? List.of()
                : trial.power(margins(wanted, policy, evidence), rows(wanted, evidence));
        return new Found(policy, equal, power, notes);
    }

    private static double[] margins(PolicyTryCommand wanted, PromotionPolicy policy, Evidence evidence) {
        if (!wanted.margins().isEmpty()) {
            return wanted.margins().stream().mapToDouble(Double::doubleValue).toArray();
        }
        PromotionDecision decision = Promotion.decide(policy, evidence);
        Optional<Measured> primary =
                decision.rules().get(decision.rules().size() - 1).measured();
        double reach =
                primary.map(measured -> measured.estimate() - measured.low()).orElse(0.0);
        return reach > 0 && Double.isFinite(reach)
                ? DoubleStream.of(REACHES)
                        .map(times -> new BigDecimal(times * reach).round(SHORT).doubleValue())
                        .toArray()
                : new double[] {0};
    }

    private static int[] rows(PolicyTryCommand wanted, Evidence evidence) {
        return wanted.rows().isEmpty()
                ? IntStream.of(TIMES_AS_MANY)
                        .map(times ->
                                Math.multiplyExact(times, evidence.candidate().rowCount()))
                        .toArray()
                : wanted.rows().stream().mapToInt(Integer::intValue).toArray();
    }

    private void print(Found found) {
        PolicyTrial.Equal equal = found.equal();
        if (equal != null) {
            context.out()
                    .println("Equal models were promoted " + equal.promoted() + " times of " + equal.times() + ": "
                            + percent(equal.rate()) + ", between "
                            + percent(equal.interval().low()) + " and "
                            + percent(equal.interval().high()) + " with 95 % confidence; the policy allows "
                            + percent(found.policy().alpha()) + ".");
        }
        if (!found.power().isEmpty()) {
            context.out().println();
            context.heading("How often the primary rule is shown, by the true improvement");
            Table table = new Table(List.of(">improvement", ">rows", ">shown"));
            found.power()
                    .forEach(power -> table.row(
                            Texts.number(power.improvement()), String.valueOf(power.rows()), percent(power.power())));
            context.print(table, "  ");
        }
        found.notes().forEach(note -> context.out().println("note: " + Texts.printable(note)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static Map<String, @Nullable Object> json(Found found) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy_digest", found.policy().digest());
        json.put("alpha", found.policy().alpha());
        PolicyTrial.Equal equal = found.equal();
        if (equal != null) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("times", equal.times());
            told.put("promoted", equal.promoted());
            told.put("rate", equal.rate());
            told.put("low", equal.interval().low());
            told.put("high", equal.interval().high());
            json.put("equal_models", told);
        }
        json.put(
                "power",
                found.power().stream()
                        .map(power -> Map.of(
                                "improvement", power.improvement(), "rows", power.rows(), "power", power.power()))
                        .toList());
        json.put("notes", found.notes());
        return json;
    }
}
