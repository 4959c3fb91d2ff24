/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private @Nullable String target;
    private @Nullable String group;
    private @Nullable String time;
    private @Nullable String event;
    private boolean strict;

    private LeakageCheck(Table columns, Consumer<SideChecks> sides) {
        this.columns = columns;
        this.sides = sides;
    }

    /** Checks a split: rows, keys, columns that look like identifiers or are named as if known too late. */
    public static LeakageCheck of(DataSplit split) {
        LeakageCheck check = new LeakageCheck(split.train(), sides -> {
            Table test = split.test().unopened();
            sides.training(split.train(), "validation", split.validation());
            sides.training(split.train(), "test", test);
            sides.overlap("validation", split.validation(), "test", test);
        });
        SplitPlan plan = split.record().plan();
        check.group = plan.method() == SplitPlan.Method.GROUPED ? plan.columns().get(0) : null;
        check.time = plan.method() == SplitPlan.Method.BY_TIME ? plan.columns().get(0) : null;
        return check;
    }

    /** Checks each fold against the rows that are learnt from for it, and the columns on all rows. */
    public static LeakageCheck of(Folds folds) {
        LeakageCheck check = new LeakageCheck(folds.table(), sides -> {
            for (int fold = 0; fold < folds.size(); fold++) {
                try (Table train = folds.train(fold);
                        Table validation = folds.validation(fold)) {
                    sides.training(train, "fold-" + fold, validation);
                }
            }
        });
        SplitPlan plan = folds.record().plan();
        check.group = plan.method() == SplitPlan.Method.GROUPED ? plan.columns().get(0) : null;
        return check;
    }

    /** Checks the columns of a table that was not split, on all its rows. */
    public static LeakageCheck of(Table table) {
        return new LeakageCheck(table, sides -> {});
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

    /** Lets {@link #check} fail when there is an error. */
    public LeakageCheck strict() {
        this.strict = true;
        return this;
    }

    private String known(String column) {
        RowPlacement.position(columns, column);
        return column;
    }

    /**
     * Does the checks.
     *
     * @throws RatchetException in strict mode when there is an error, with all errors
     */
    public LeakageReport check() {
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
        LeakageReport report = found.report();
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
