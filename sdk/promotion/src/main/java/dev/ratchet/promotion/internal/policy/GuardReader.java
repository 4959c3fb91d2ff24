/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import dev.ratchet.promotion.internal.policy.YamlValue.YamlMap;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.Budget.Resource;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Threshold;
import dev.ratchet.promotion.rule.Threshold.Side;

import java.math.BigDecimal;
import java.util.List;

/** Reads guards, whose kind follows from the keys that are there. */
final class GuardReader {

    static final List<String> GUARD =
            List.of("metric", "no-worse-by", "at-least", "at-most", "judged-by", "budget", "fairness", "column");

    private final PolicyReader policy;

    GuardReader(PolicyReader policy) {
        this.policy = policy;
    }

    Guard guard(YamlValue value) {
        YamlMap map = value.map("a guard", GUARD);
        if (map.has("budget")) {
            map.only("budget", List.of("budget", "at-most", "judged-by"));
            return budget(map);
        }
        if (map.has("fairness")) {
            map.only("fairness", List.of("fairness", "column", "at-most", "judged-by"));
            return value.checked(() -> new FairnessGap(
                    map.require("fairness").choice("fairness", FairnessGap.Measure.values(), FairnessGap.Measure::text),
                    map.require("column").text("column"),
                    map.require("at-most").number("at-most"),
                    judgedBy(map)));
        }
        String metric = policy.metric(map);
        if (map.has("no-worse-by")) {
            map.only("no-worse-by", List.of("metric", "no-worse-by"));
            return new NoWorse(metric, margin(map.require("no-worse-by"), "no-worse-by"));
        }
        map.only("a limit", List.of("metric", "at-least", "at-most", "judged-by"));
        if (map.has("at-least") == map.has("at-most")) {
            throw value.error(
                    "the guard of '" + metric + "' needs one of no-worse-by, at-least and at-most, and no more.");
        }
        Side side = map.has("at-least") ? Side.AT_LEAST : Side.AT_MOST;
        return value.checked(
                () -> new Threshold(metric, side, map.require(side.text()).number(side.text()), judgedBy(map)));
    }

    private static Guard budget(YamlMap map) {
        Resource resource = map.require("budget").choice("budget", Resource.values(), Resource::text);
        YamlValue limit = map.require("at-most");
        String text = limit.text("at-most");
        double atMost = (resource.isLatency() ? Units.nanoseconds(text) : Units.bytes(text))
                .orElseThrow(() -> limit.error("at-most is '" + text + "': a number and a unit are needed, as "
                        + (resource.isLatency() ? "5ms (ns, us, ms, s)." : "200MiB (B, kB, MB, GB, KiB, MiB, GiB).")));
        return limit.checked(() -> new Budget(resource, atMost, judgedBy(map)));
    }

    private static JudgedBy judgedBy(YamlMap map) {
        return map.get("judged-by")
                .map(value -> value.choice("judged-by", JudgedBy.values(), PolicyReader::lower))
                .orElse(JudgedBy.BOUND);
    }

    /** {@code 0.01}, or {@code 2%} of the champion's value. */
    static Margin margin(YamlValue value, String what) {
        String text = value.text(what).strip();
        if (!text.endsWith("%")) {
            return value.checked(() -> Margin.absolute(value.number(what)));
        }
        try {
            double share = new BigDecimal(text.substring(0, text.length() - 1).strip())
                    .movePointLeft(2)
                    .doubleValue();
            return value.checked(() -> Margin.relative(share));
        } catch (NumberFormatException e) {
            throw value.error(what + " is '" + text + "': a number, or one with %, is needed.");
        }
    }
}
