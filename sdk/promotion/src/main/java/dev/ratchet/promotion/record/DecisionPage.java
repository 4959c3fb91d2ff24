/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.chart.IntervalChart;
import dev.ratchet.page.HtmlPage;
import dev.ratchet.page.HtmlPage.Picture;
import dev.ratchet.page.HtmlTable;
import dev.ratchet.promotion.Measured;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A decision as a page for people: the verdict first, then why, then how sure that is, with every interval drawn beside what
 * it is held against.
 */
public final class DecisionPage {

    private static final MathContext DIGITS = new MathContext(5);
    private static final double LEAST_PLAIN = 1e-6;
    private static final double MOST_PLAIN = 1e9;

    private final PromotionDecision decision;
    private final HtmlPage page;

    private DecisionPage(PromotionDecision decision) {
        this.decision = decision;
        this.page = new HtmlPage(decision.policy().model() + ": " + title(decision.verdict()));
    }

    /** The page: HTML that needs nothing beside itself, for light and dark and for a telephone. */
    public static String html(PromotionDecision decision) {
        return new DecisionPage(decision).write();
    }

    private String write() {
        verdict();
        why();
        intervals();
        numbers();
        testSet();
        page.heading("The policy").list(decision.policy().inWords());
        digests();
        return page.finish();
    }

    private static String title(Verdict verdict) {
        return switch (verdict) {
            case PROMOTE -> "promoted";
            case HOLD -> "not promoted, because it is not shown to be better";
            case REJECT -> "not promoted, because it is shown to fail";
        };
    }

    private void verdict() {
        String rows = decision.rows() + " rows were compared";
        switch (decision.verdict()) {
            case PROMOTE -> page.notice("PROMOTE", "Every rule is shown. " + rows + ".");
            case HOLD ->
                page.markedNotice(
                        "HOLD",
                        "Nothing is moved. " + rows
                                + (decision.rowsNeeded().isPresent()
                                        ? "; about " + decision.rowsNeeded().getAsLong()
                                                + " would decide it, if what was observed is real."
                                        : "."));
            case REJECT -> page.markedNotice("REJECT", "Nothing is moved. " + rows + ".");
        }
    }

    /** Not as a table, because reasons are sentences and have to be seen on a telephone. */
    private void why() {
        page.heading(decision.verdict() == Verdict.PROMOTE ? "Why promoted" : "Why not promoted");
        for (RuleResult rule : decision.rules()) {
            reason(rule, rule.rule());
            rule.parts().stream()
                    .filter(part -> part.verdict() != Verdict.PROMOTE)
                    .forEach(part -> reason(part, rule.rule() + ", " + part.rule()));
        }
    }

    private void reason(RuleResult rule, String name) {
        String text = name + ": " + rule.reason();
        if (rule.verdict() == Verdict.PROMOTE) {
            page.notice(rule.verdict().name(), text);
        } else {
            page.markedNotice(rule.verdict().name(), text);
        }
    }

    private void intervals() {
        List<Picture> pictures = new ArrayList<>();
        for (RuleResult rule : decision.rules()) {
            rule.measured()
                    .filter(DecisionPage::isDrawn)
                    .ifPresent(measured ->
                            pictures.add(picture(rule.rule(), measured.limit(), caption(measured), List.of(rule))));
            List<RuleResult> parts = rule.parts().stream()
                    .filter(part ->
                            part.measured().filter(DecisionPage::isDrawn).isPresent())
                    .toList();
            if (!parts.isEmpty()) {
                pictures.add(picture(
                        rule.rule(), commonLimit(parts), "Each part of the rule; other colour: not shown.", parts));
            }
        }
        if (!pictures.isEmpty()) {
            page.heading("How sure that is")
                    .paragraph("Bounds are one-sided at "
                            + number(100 * decision.policy().confidence())
                            + " %. An improvement is positive where the candidate is better. The line is what has to be"
                            + " passed.")
                    .pictures(pictures);
        }
    }

    private static boolean isDrawn(Measured measured) {
        return Double.isFinite(measured.estimate());
    }

    private static String caption(Measured measured) {
        return measured.test()
                + (Double.isFinite(measured.p()) ? ", p " + number(measured.p()) : "")
                + (Double.isFinite(measured.champion())
                        ? "; champion " + number(measured.champion()) + ", candidate " + number(measured.candidate())
                        : "");
    }

    private static double commonLimit(List<RuleResult> parts) {
        double[] limits = parts.stream()
                .mapToDouble(part -> part.measured().orElseThrow().limit())
                .distinct()
                .toArray();
        return limits.length == 1 ? limits[0] : Double.NaN;
    }

    private static Picture picture(String title, double limit, String caption, List<RuleResult> rules) {
        IntervalChart.Builder chart = IntervalChart.builder(title).reference("has to be passed", limit);
        for (RuleResult rule : rules) {
            Measured measured = rule.measured().orElseThrow();
            String name = rules.size() == 1 && rule.rule().equals(title) ? estimated(measured) : rule.rule();
            String rows = measured.rows() + " rows";
            if (rule.verdict() == Verdict.PROMOTE) {
                chart.entry(name, rows, measured.estimate(), measured.low(), measured.high());
            } else {
                chart.markedEntry(name, rows, measured.estimate(), measured.low(), measured.high());
            }
        }
        return new Picture(chart.build().toSvg(), caption);
    }

    private static String estimated(Measured measured) {
        return Double.isFinite(measured.champion()) ? "improvement" : "candidate";
    }

    private void numbers() {
        HtmlTable table = HtmlTable.of(
                        "Rule",
                        "Test",
                        "Rows",
                        "Champion",
                        "Candidate",
                        "Estimate",
                        "Low",
                        "High",
                        "Limit",
                        "p",
                        "Rows needed")
                .numbers(2, 3, 4, 5, 6, 7, 8, 9, 10);
        for (RuleResult rule : decision.rules()) {
            numbers(table, rule, rule.rule());
            rule.parts().forEach(part -> numbers(table, part, "\u2013 " + part.rule()));
        }
        if (!table.isEmpty()) {
            page.heading("Numbers").table(table);
        }
    }

    private static void numbers(HtmlTable table, RuleResult rule, String name) {
        rule.measured()
                .ifPresent(measured -> table.row(
                        name,
                        measured.test(),
                        String.valueOf(measured.rows()),
                        number(measured.champion()),
                        number(measured.candidate()),
                        number(measured.estimate()),
                        number(measured.low()),
                        number(measured.high()),
                        number(measured.limit()),
                        number(measured.p()),
                        rule.rowsNeeded().isPresent()
                                ? String.valueOf(rule.rowsNeeded().getAsLong())
                                : ""));
    }

    private void testSet() {
        page.heading("The test set")
                .paragraph(decision.falsePromotions()
                        .map(share -> "It was used for " + decision.usesBefore().orElse(0)
                                + " decisions about other candidates before. By so many and this one, equal models would be"
                                + " promoted at least once in " + number(100 * share) + " % of such series.")
                        .orElse(
                                "Nobody counted how often it was used. Each further candidate on the same rows is another"
                                        + " chance to be lucky."));
    }

    private void digests() {
        HtmlTable table = HtmlTable.of("What", "Digest");
        table.row("decision", decision.digest());
        table.row("policy", decision.policy().digest());
        model("candidate", table);
        model("champion", table);
        table.row("candidate's predictions", decision.candidatePredictions());
        decision.championPredictions().ifPresent(digest -> table.row("champion's predictions", digest));
        if (decision.facts().get("data") instanceof List<?> data) {
            data.forEach(digest -> table.row("test data", String.valueOf(digest)));
        }
        page.heading("Digests").table(table);
        if (decision.facts().get("at") instanceof String at) {
            page.paragraph("Decided at " + at + ".");
        }
    }

    private void model(String which, HtmlTable table) {
        if (decision.facts().get(which) instanceof Map<?, ?> facts && facts.get("digest") instanceof String digest) {
            table.row(which + "'s package", digest);
        }
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        double size = Math.abs(value);
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        if (rounded.signum() == 0) {
            return "0";
        }
        return size >= LEAST_PLAIN && size < MOST_PLAIN
                ? rounded.stripTrailingZeros().toPlainString()
                : String.valueOf(rounded.doubleValue());
    }
}
