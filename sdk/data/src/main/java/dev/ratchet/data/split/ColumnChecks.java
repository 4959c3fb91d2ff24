/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.profile.TableDescriber;
import dev.ratchet.data.profile.ColumnProfile;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What single columns give away.
 *
 * @param table the rows on which they are judged
 * @param target the column to be predicted
 * @param known columns that are known to name groups or times, not rows
 * @param event the column with the date or time of the event
 */
record ColumnChecks(
        Table table,
        @Nullable String target,
        Set<String> known,
        @Nullable String event,
        Findings found) {

    private static final Set<String> LATE_WORDS =
            Set.of("after", "outcome", "result", "label", "target", "predicted", "prediction", "actual", "future");

    void check() {
        TargetCheck told = target == null ? null : new TargetCheck(table, target);
        for (ColumnProfile column : TableDescriber.profileOf(table).columns()) {
            String name = column.name();
            if (!name.equals(target) && !table.key().contains(name)) {
                feature(column, told);
            }
            if (event != null && !name.equals(event)) {
                dates(name, event);
            }
        }
    }

    private void feature(ColumnProfile column, @Nullable TargetCheck told) {
        String name = column.name();
        if (told != null) {
            told.suspicion(name).ifPresent(figure -> givenAway(name, Objects.requireNonNull(target), figure));
        }
        if (!known.contains(name) && column.isIdentifierLike()) {
            found.warning(
                    LeakageFinding.Kind.IDENTIFIER_LIKE,
                    name,
                    (double) column.distinct(),
                    "Column '" + name + "' looks like an identifier: no two rows share a value. Drop it, or make it"
                            + " the key.");
        }
        if (words(name).stream().anyMatch(LATE_WORDS::contains)) {
            found.warning(
                    LeakageFinding.Kind.NAMED_AFTER_EVENT,
                    name,
                    1,
                    "Column '" + name + "' is named as if it was known only after the event. Drop it, if so.");
        }
    }

    private void givenAway(String column, String wanted, double figure) {
        found.error(
                LeakageFinding.Kind.TARGET_GIVEN_AWAY,
                column,
                figure,
                "Column '" + column + "' alone tells '" + wanted + "' (" + String.format(Locale.ROOT, "%.4f", figure)
                        + " of 1). Drop it, unless it is known before '" + wanted + "'.");
    }

    private void dates(String column, String eventColumn) {
        DataType type = table.schema().type(table.indexOf(column));
        boolean isDate = type.kind() == DataType.Kind.DATE
                || type.kind() == DataType.Kind.TIMESTAMP
                || type.kind() == DataType.Kind.TIMESTAMP_UTC;
        if (!isDate || !type.equals(table.schema().type(table.indexOf(eventColumn)))) {
            return;
        }
        double share = Overlap.shareLater(table, column, eventColumn);
        if (share > 0) {
            found.add(
                    share > 0.5 ? LeakageFinding.Severity.ERROR : LeakageFinding.Severity.WARNING,
                    LeakageFinding.Kind.DATED_AFTER_EVENT,
                    column,
                    share,
                    "Column '" + column + "' is later than '" + eventColumn + "' in "
                            + String.format(Locale.ROOT, "%.1f", share * 100) + " % of the rows. Drop it.");
        }
    }

    private static List<String> words(String name) {
        return List.of(name.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", -1));
    }
}
