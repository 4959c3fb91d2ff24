/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.data.Table;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Looks for what one part of a split gives away about another, and for columns that give away the target. It reads the
 * test part but shows none of its rows, so that is no opening. Columns are judged on the training part. Settings that
 * are not given leave their checks out; the columns of a grouped split or one by time are known. Not safe for use by
 * several threads.
 *
 * <pre>{@code
 * LeakageReport report = LeakageCheck.of(split).target("diagnosis").group("patient").check();
 * }</pre>
 */
public final class LeakageCheck {

    private final Table columns;
    private final Consumer<SideChecks> sides;
    private final BiConsumer<LeakageCheck, LeakageReport> done;
    private @Nullable String target;
    private @Nullable String group;
    private @Nullable String time;
    private @Nullable String event;
    private boolean strict;

    /** @param done is told of every check that somebody asked for, with its settings */
    private LeakageCheck(Table columns, Consumer<SideChecks> sides, BiConsumer<LeakageCheck, LeakageReport> done) {
        this.columns = columns;
        this.sides = sides;
        this.done = done;
    }

    /** Checks a split: rows, keys, columns that look like identifiers or are named as if known too late. */
    public static LeakageCheck of(DataSplit split) {
        Consumer<SideChecks> parts = sides -> {
            Table test = split.test().unopened();
            sides.training(split.train(), "validation", split.validation());
            sides.training(split.train(), "test", test);
            sides.overlap("validation", split.validation(), "test", test);
        };
        LeakageCheck check = new LeakageCheck(split.train(), parts, split.describer()::checked);
        SplitPlan plan = split.record().plan();
        check.group = plan.method() == SplitPlan.Method.GROUPED ? plan.columns().get(0) : null;
        check.time = plan.method() == SplitPlan.Method.BY_TIME ? plan.columns().get(0) : null;
        return check;
    }

    /** Checks each fold against the rows that are learnt from for it, and the columns on all rows. */
    public static LeakageCheck of(Folds folds) {
        Consumer<SideChecks> parts = sides -> {
            for (int fold = 0; fold < folds.size(); fold++) {
                try (Table train = folds.train(fold);
                        Table validation = folds.validation(fold)) {
                    sides.training(train, "fold-" + fold, validation);
                }
            }
        };
        LeakageCheck check = new LeakageCheck(folds.table(), parts, (settings, report) -> {});
        SplitPlan plan = folds.record().plan();
        check.group = plan.method() == SplitPlan.Method.GROUPED ? plan.columns().get(0) : null;
        return check;
    }

    /** Checks the columns of a table that was not split, on all its rows. */
    public static LeakageCheck of(Table table) {
        return new LeakageCheck(table, sides -> {}, (settings, report) -> {});
    }

    /** The column to be predicted: also looks for columns that tell it alone. */
    public LeakageCheck target(String column) {
        this.target = known(column);
        return this;
    }

    /** A column whose values must not be on both sides, such as a patient. */
    public LeakageCheck group(String column) {
        this.group = known(column);
        return this;
    }

    /** A column by which training rows must come before all others. */
    public LeakageCheck time(String column) {
        this.time = known(column);
        return this;
    }

    /** The column with the date or time of the event: also looks for columns of its type with later ones. */
    public LeakageCheck event(String column) {
        this.event = known(column);
        return this;
    }

    /** Lets {@link #check()} fail when there is an error. */
    public LeakageCheck strict() {
        this.strict = true;
        return this;
    }

    /** A check with these settings and a target; null for none. */
    LeakageCheck toTell(@Nullable String column) {
        LeakageCheck other = new LeakageCheck(columns, sides, done);
        other.target = column;
        other.group = group;
        other.time = time;
        other.event = event;
        return other;
    }

    boolean hasTarget() {
        return target != null;
    }

    private String known(String column) {
        RowPlacement.position(columns, column);
        return column;
    }

    /**
     * Does the checks. Runs that train on a part of the split log the report of its last check, and where that had no
     * target, of the same check with their label as target.
     *
     * @throws RatchetException in strict mode when there is an error, with all errors
     */
    public LeakageReport check() {
        LeakageReport report = find();
        done.accept(toTell(target), report);
        return unlessStrict(report);
    }

    /**
     * Does the checks and logs the report to a run, also when strict mode lets them fail then.
     *
     * @throws RatchetException in strict mode when there is an error, with all errors
     */
    public LeakageReport check(Run run) {
        LeakageReport report = find();
        done.accept(toTell(target), report);
        report.logTo(run);
        return unlessStrict(report);
    }

    LeakageReport find() {
        Findings found = new Findings();
        sides.accept(new SideChecks(group, time, found));
        Set<String> known = new HashSet<>();
        if (group != null) {
            known.add(group);
        }
        if (time != null) {
            known.add(time);
        }
        new ColumnChecks(columns, target, known, event, found).check();
        return found.report();
    }

    private LeakageReport unlessStrict(LeakageReport report) {
        if (strict && report.hasErrors()) {
            List<String> errors = report.findings().stream()
                    .filter(finding -> finding.severity() == LeakageFinding.Severity.ERROR)
                    .map(LeakageFinding::message)
                    .toList();
            throw new RatchetException("The split leaks: " + String.join(" ", errors));
        }
        return report;
    }
}
