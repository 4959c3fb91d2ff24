/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.fairness.Gap;
import dev.ratchet.evaluation.fairness.GroupFairness;
import dev.ratchet.evaluation.fairness.Rate;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.slice.Slice;
import dev.ratchet.evaluation.slice.SliceReport;
import dev.ratchet.page.HtmlPage;
import dev.ratchet.page.HtmlTable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A report as a page. */
final class ReportPage {

    private final Content content;
    private final List<Picture> pictures;
    private final List<Picture> slicePictures;
    private final HtmlPage page;

    private ReportPage(Content content, List<Picture> pictures, List<Picture> slicePictures) {
        this.content = content;
        this.pictures = pictures;
        this.slicePictures = slicePictures;
        this.page = new HtmlPage(content.title());
    }

    /** The page; pictures of slices are one for each slice report, in their order. */
    static String of(Content content, List<Picture> pictures, List<Picture> slicePictures) {
        return new ReportPage(content, pictures, slicePictures).html();
    }

    private String html() {
        page.paragraph(content.lead() + ".");
        content.problem().ifPresent(problem -> page.paragraph(ReportText.problem(problem)));
        findings();
        page.heading("Figures").table(figures());
        drawn(pictures);
        content.classification().ifPresent(this::classes);
        for (int i = 0; i < content.slices().size(); i++) {
            slices(content.slices().get(i), slicePictures.get(i));
        }
        content.fairness().forEach(this::fairness);
        if (!content.notes().isEmpty()) {
            page.heading("Notes").list(content.notes());
        }
        return page.finish();
    }

    private void findings() {
        if (content.findings().isEmpty()) {
            return;
        }
        page.heading("Findings");
        for (Finding finding : content.ranked()) {
            String stage = Words.stage(finding);
            String words = finding.check().replace('_', ' ') + ": " + finding.message()
                    + (stage.isEmpty() ? "" : " (back to " + stage + ")");
            if (finding.level() == Finding.Level.WARNING || finding.level() == Finding.Level.FAILED) {
                page.markedNotice(Words.level(finding), words);
            } else {
                page.notice(Words.level(finding), words);
            }
        }
    }

    private HtmlTable figures() {
        HtmlTable table =
                HtmlTable.of("metric", "value", "low", "high", "interval by").numbers(1, 2, 3);
        for (Figure figure : content.evaluation().figures()) {
            Optional<Interval> interval = Words.interval(figure);
            table.row(
                    figure.metric().name(),
                    Words.number(figure),
                    interval.map(own -> Words.number(own.low())).orElse(""),
                    interval.map(own -> Words.number(own.high())).orElse(""),
                    Words.method(figure));
        }
        return table;
    }

    /** Pictures, then a sentence for each that cannot be drawn. */
    private void drawn(List<Picture> all) {
        if (all.isEmpty()) {
            return;
        }
        page.heading("Pictures")
                .pictures(all.stream()
                        .filter(Picture::isDrawn)
                        .map(picture -> new HtmlPage.Picture(picture.svg(), picture.sentence()))
                        .toList());
        page.list(all.stream()
                .filter(picture -> !picture.isDrawn())
                .map(picture -> picture.title() + " is not drawn: " + picture.sentence())
                .toList());
    }

    private void classes(ClassificationReport report) {
        HtmlTable table =
                HtmlTable.of("class", "precision", "recall", "F1", "support").numbers(1, 2, 3, 4);
        report.classes().forEach(line -> row(table, line));
        table.row(
                "accuracy",
                "",
                "",
                Words.number(report.accuracy()),
                Words.count(report.macro().support()));
        row(table, report.macro());
        row(table, report.weighted());
        page.heading("Classes").table(table);
        content.matrix().ifPresent(this::errors);
    }

    private void errors(ConfusionMatrix matrix) {
        List<Confusions.Confusion> most = Confusions.most(content.classes(), matrix);
        if (matrix.classes() > 2 && !most.isEmpty()) {
            HtmlTable errors =
                    HtmlTable.of("actual", "predicted", "rows", "of the class").numbers(2, 3);
            most.forEach(one ->
                    errors.row(one.truth(), one.predicted(), Words.count(one.count()), Words.percent(one.share())));
            page.subheading("Commonest errors").table(errors);
        }
    }

    private static void row(HtmlTable table, ClassificationReport.Line line) {
        table.row(
                line.name(),
                Words.number(line.precision()),
                Words.number(line.recall()),
                Words.number(line.f1()),
                Words.count(line.support()));
    }

    private void slices(SliceReport report, Picture picture) {
        page.heading("Slices: " + report.title());
        if (picture.isDrawn()) {
            page.pictures(List.of(new HtmlPage.Picture(picture.svg(), picture.sentence())));
        } else {
            page.paragraph(picture.sentence());
        }
        HtmlTable table = HtmlTable.of("slice", "rows", report.metric().name(), "low", "high", "to all others", "p")
                .numbers(1, 2, 3, 4, 5, 6);
        for (Slice slice : report.slices()) {
            Optional<Interval> interval = Words.interval(slice.primary());
            String[] cells = {
                ReportPictures.sliceName(report, slice),
                Integer.toString(slice.rows()),
                Words.number(slice.primary()),
                interval.map(own -> Words.number(own.low())).orElse(""),
                interval.map(own -> Words.number(own.high())).orElse(""),
                slice.toRest().map(rest -> Words.number(rest.value())).orElse(slice.note()),
                slice.pWorse().isPresent() ? Words.number(slice.pWorse()) : ""
            };
            if (slice.isWorse(report.significance())) {
                table.markedRow(cells);
            } else {
                table.row(cells);
            }
        }
        if (!table.isEmpty()) {
            page.table(table);
        }
        page.paragraph(report.rule() + (report.leftOut() > 0 ? " " + ReportText.leftOut(report) : ""));
    }

    private void fairness(FairnessReport report) {
        HtmlTable gaps =
                HtmlTable.of("criterion", "value", "low", "high", "interval by").numbers(1, 2, 3);
        for (Gap gap : report.gaps()) {
            gaps.row(
                    gap.criterion().text(),
                    gap.value().isPresent() ? Words.number(gap.value()) : "no value",
                    gap.interval().map(own -> Words.number(own.low())).orElse(""),
                    gap.interval().map(own -> Words.number(own.high())).orElse(""),
                    gap.method());
        }
        HtmlTable groups = HtmlTable.of(
                        "group", "rows", "selection rate", "true positive rate", "false positive rate", "accuracy")
                .numbers(1, 2, 3, 4, 5);
        for (GroupFairness group : report.groups()) {
            groups.row(
                    group.name(),
                    Long.toString(group.rows()),
                    rate(group.selection()),
                    rate(group.truePositive()),
                    rate(group.falsePositive()),
                    rate(group.accuracy()));
        }
        page.heading("Fairness by " + report.column()).table(gaps);
        if (!groups.isEmpty()) {
            page.table(groups);
        }
        if (report.leftOut() > 0) {
            page.paragraph(report.leftOut() + " groups have too few rows and are left out.");
        }
    }

    private static String rate(Rate rate) {
        OptionalDouble value = rate.value();
        return value.isPresent() ? Words.number(value) : "no value";
    }
}
