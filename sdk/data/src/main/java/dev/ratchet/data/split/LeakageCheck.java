/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.profile.TableDescriber;
import dev.ratchet.data.profile.ColumnProfile;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    /** From this share of equal rows on it is no accident. */
    private static final double MANY_ROWS = 0.01;

    private static final Set<String> LATE_WORDS =
            Set.of("after", "outcome", "result", "label", "target", "predicted", "prediction", "actual", "future");

    private final DataSplit split;
    private @Nullable String target;
    private @Nullable String group;
    private @Nullable String time;
    private @Nullable String event;
    private boolean strict;
    private final List<LeakageFinding> found = new ArrayList<>();

    private LeakageCheck(DataSplit split) {
        this.split = split;
        SplitPlan plan = split.record().plan();
        this.group = plan.method() == SplitPlan.Method.GROUPED ? plan.columns().get(0) : null;
        this.time = plan.method() == SplitPlan.Method.BY_TIME ? plan.columns().get(0) : null;
    }

    /** Checks a split: rows, keys, columns that look like identifiers or are named as if known too late. */
    public static LeakageCheck of(DataSplit split) {
        return new LeakageCheck(split);
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
        LeakageCheck other = new LeakageCheck(split);
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
        RowPlacement.position(split.train(), column);
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
        split.describer().checked(toTell(target), report);
        return unlessStrict(report);
    }

    /**
     * Does the checks and logs the report to a run, also when strict mode lets them fail then.
     *
     * @throws RatchetException in strict mode when there is an error, with all errors
     */
    public LeakageReport check(Run run) {
        LeakageReport report = find();
        split.describer().checked(toTell(target), report);
        report.logTo(run);
        return unlessStrict(report);
    }

    LeakageReport find() {
        found.clear();
        parts("validation", split.validation());
        parts("test", split.test().unopened());
        columns();
        return new LeakageReport(found);
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

    private void parts(String name, Table part) {
        if (part.rowCount() == 0) {
            return;
        }
        overlap("training", split.train(), name, part);
        if (name.equals("test") && split.validation().rowCount() > 0) {
            overlap("validation", split.validation(), name, part);
        }
        if (time != null) {
            times(time, name, part);
        }
    }

    private void overlap(String earlierName, Table earlier, String name, Table part) {
        List<String> key = part.key();
        List<String> compared = part.schema().names().stream()
                .filter(column -> !key.contains(column))
                .toList();
        int rows = Overlap.rows(earlier, part, compared);
        if (rows > 0) {
            double share = (double) rows / part.rowCount();
            add(
                    share >= MANY_ROWS ? LeakageFinding.Severity.ERROR : LeakageFinding.Severity.WARNING,
                    LeakageFinding.Kind.ROWS_ON_BOTH_SIDES,
                    null,
                    share,
                    rows + " of " + part.rowCount() + " rows of the " + name + " part are in the " + earlierName
                            + " part too. Drop duplicates, or split by hash of the columns that are equal.");
        }
        if (!key.isEmpty()) {
            int keys = Overlap.values(earlier, part, key);
            both(keys, LeakageFinding.Kind.KEYS_ON_BOTH_SIDES, "keys", key, earlierName, name);
        }
        if (group != null) {
            int groups = Overlap.values(earlier, part, List.of(group));
            both(groups, LeakageFinding.Kind.GROUPS_ON_BOTH_SIDES, "groups", List.of(group), earlierName, name);
        }
    }

    private void both(
            int count, LeakageFinding.Kind kind, String what, List<String> columns, String earlier, String later) {
        if (count > 0) {
            String names = String.join(", ", columns);
            String message = count + " " + what + " of '" + names + "' are in the " + earlier + " part and in the "
                    + later + " part. Split by DataSplit.grouped(\"" + columns.get(0) + "\").";
            add(LeakageFinding.Severity.ERROR, kind, columns.get(0), count, message);
        }
    }

    private void times(String column, String name, Table part) {
        Object last = Overlap.limit(split.train(), column, 1);
        Object first = Overlap.limit(part, column, -1);
        if (last != null && first != null && TimeValues.compare(last, first) >= 0) {
            add(
                    LeakageFinding.Severity.ERROR,
                    LeakageFinding.Kind.TIME_OVERLAP,
                    column,
                    1,
                    "By '" + column + "', the training part ends at " + last + ", but the " + name + " part begins at "
                            + first + ". Split by DataSplit.byTime(\"" + column + "\").");
        }
    }

    private void columns() {
        Table train = split.train();
        TargetCheck told = target == null ? null : new TargetCheck(train, target);
        for (ColumnProfile column : TableDescriber.profileOf(train).columns()) {
            String name = column.name();
            boolean isFeature = !name.equals(target) && !train.key().contains(name);
            if (isFeature && told != null) {
                told.strength(name).ifPresent(figure -> givenAway(name, figure));
            }
            if (isFeature && !name.equals(group) && !name.equals(time) && column.isIdentifierLike()) {
                add(
                        LeakageFinding.Severity.WARNING,
                        LeakageFinding.Kind.IDENTIFIER_LIKE,
                        name,
                        (double) column.distinct(),
                        "Column '" + name
                                + "' looks like an identifier: no two training rows share a value. Drop it, or"
                                + " make it the key.");
            }
            if (isFeature && words(name).stream().anyMatch(LATE_WORDS::contains)) {
                add(
                        LeakageFinding.Severity.WARNING,
                        LeakageFinding.Kind.NAMED_AFTER_EVENT,
                        name,
                        1,
                        "Column '" + name + "' is named as if it was known only after the event. Drop it, if so.");
            }
            if (event != null && !name.equals(event)) {
                dates(train, name, event);
            }
        }
    }

    private void givenAway(String column, double figure) {
        add(
                LeakageFinding.Severity.ERROR,
                LeakageFinding.Kind.TARGET_GIVEN_AWAY,
                column,
                figure,
                "Column '" + column + "' alone tells '" + target + "' (" + String.format(Locale.ROOT, "%.4f", figure)
                        + " of 1). Drop it, unless it is known before '" + target + "'.");
    }

    private void dates(Table train, String column, String eventColumn) {
        DataType type = train.schema().type(train.indexOf(column));
        boolean isDate = type.kind() == DataType.Kind.DATE
                || type.kind() == DataType.Kind.TIMESTAMP
                || type.kind() == DataType.Kind.TIMESTAMP_UTC;
        if (!isDate || !type.equals(train.schema().type(train.indexOf(eventColumn)))) {
            return;
        }
        double share = Overlap.shareLater(train, column, eventColumn);
        if (share > 0) {
            add(
                    share > 0.5 ? LeakageFinding.Severity.ERROR : LeakageFinding.Severity.WARNING,
                    LeakageFinding.Kind.DATED_AFTER_EVENT,
                    column,
                    share,
                    "Column '" + column + "' is later than '" + eventColumn + "' in "
                            + String.format(Locale.ROOT, "%.1f", share * 100) + " % of the training rows. Drop it.");
        }
    }

    private static List<String> words(String name) {
        return List.of(name.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", -1));
    }

    private void add(
            LeakageFinding.Severity severity,
            LeakageFinding.Kind kind,
            @Nullable String column,
            double figure,
            String message) {
        found.add(new LeakageFinding(severity, kind, Optional.ofNullable(column), figure, message));
    }
}
