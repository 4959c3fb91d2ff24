/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.fairness.Gap;
import dev.ratchet.evaluation.problem.ProblemDefinition;
import dev.ratchet.evaluation.slice.Slice;
import dev.ratchet.evaluation.slice.SliceReport;

import java.util.List;

/** A report for a terminal. */
final class ReportText {

    private static final int SLICES = 5;

    private final Content content;
    private final StringBuilder text = new StringBuilder();

    private ReportText(Content content) {
        this.content = content;
    }

    static String of(Content content) {
        return new ReportText(content).text();
    }

    private String text() {
        String title = TextTable.plain(content.title());
        text.append(title)
                .append('\n')
                .append("=".repeat(title.codePointCount(0, title.length())))
                .append('\n')
                .append(TextTable.plain(content.lead()))
                .append('\n');
        content.problem().ifPresent(problem -> line(problem(problem)));
        if (!content.findings().isEmpty()) {
            heading("Findings");
            content.ranked().forEach(this::finding);
        }
        heading("Figures");
        text.append(content.evaluation().text());
        content.classification().ifPresent(report -> {
            heading("Classification report");
            text.append(report.text());
        });
        content.matrix().ifPresent(matrix -> {
            heading("Confusion matrix");
            text.append(Confusions.text(content.classes(), matrix));
        });
        content.slices().forEach(this::slices);
        content.fairness().forEach(this::fairness);
        if (!content.notes().isEmpty()) {
            heading("Notes");
            content.notes().forEach(note -> line("- " + note));
        }
        return text.toString();
    }

    /** What is asked, in one sentence. */
    static String problem(ProblemDefinition problem) {
        StringBuilder words = new StringBuilder("Asked: ").append(problem.target());
        words.append(" by ").append(problem.metric());
        if (problem.goal().isPresent()) {
            words.append(", goal ").append(Words.number(problem.goal().getAsDouble()));
        }
        problem.costs()
                .ifPresent(costs -> words.append(", a false positive costs ")
                        .append(Words.count(costs.falsePositive()))
                        .append(" and a false negative ")
                        .append(Words.count(costs.falseNegative())));
        return words.append('.').toString();
    }

    private void heading(String words) {
        text.append('\n').append(TextTable.plain(words)).append('\n');
    }

    private void line(String words) {
        text.append(TextTable.plain(words)).append('\n');
    }

    private void finding(Finding finding) {
        line("  " + finding.text());
    }

    private void slices(SliceReport report) {
        heading("Worst slices of " + report.title() + ", " + report.metric().name() + " of all rows "
                + Words.number(report.whole()));
        TextTable table =
                new TextTable(1, 3).row("slice", "rows", report.metric().name(), "interval", "");
        List<Slice> shown =
                report.slices().subList(0, Math.min(SLICES, report.slices().size()));
        for (Slice slice : shown) {
            table.row(
                    ReportPictures.sliceName(report, slice),
                    Integer.toString(slice.rows()),
                    Words.number(slice.primary()),
                    Words.range(Words.interval(slice.primary())),
                    slice.isWorse(report.significance()) ? "worse than all other rows" : "");
        }
        text.append(table.text());
        int rest = report.slices().size() - shown.size();
        if (rest > 0) {
            line("  and " + rest + " more");
        }
        if (report.leftOut() > 0) {
            line("  " + leftOut(report));
        }
    }

    static String leftOut(SliceReport report) {
        return report.leftOut() + (report.leftOut() == 1 ? " slice has" : " slices have") + " fewer than "
                + report.minimumRows() + " rows and are left out, " + Words.rows(report.leftOutRows()) + " in all.";
    }

    private void fairness(FairnessReport report) {
        heading("Fairness by " + report.column());
        TextTable table = new TextTable(1, 2).row("criterion", "value", "interval", "");
        for (Gap gap : report.gaps()) {
            boolean none = gap.value().isEmpty();
            table.row(
                    gap.criterion().text(),
                    none ? "no value" : Words.number(gap.value()),
                    Words.range(gap.interval()),
                    none ? gap.method() : "");
        }
        text.append(table.text());
    }
}
