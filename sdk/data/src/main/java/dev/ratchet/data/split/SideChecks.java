/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.Table;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one side of a split shares with a later one.
 *
 * @param group a column whose values must not be on both sides
 * @param time a column by which training rows must come before all others
 */
record SideChecks(@Nullable String group, @Nullable String time, Findings found) {

    /** From this share of equal rows on it is no accident. */
    private static final double MANY_ROWS = 0.01;

    /** Rows to learn from and rows that come later. */
    void training(Table training, String name, Table part) {
        overlap("training", training, name, part);
        if (time != null && part.rowCount() > 0) {
            times(time, training, name, part);
        }
    }

    /** Two sides of which none need come first. */
    void overlap(String earlierName, Table earlier, String name, Table part) {
        if (earlier.rowCount() == 0 || part.rowCount() == 0) {
            return;
        }
        List<String> key = part.key();
        List<String> compared = part.schema().names().stream()
                .filter(column -> !key.contains(column))
                .toList();
        int rows = Overlap.rows(earlier, part, compared);
        if (rows > 0) {
            double share = (double) rows / part.rowCount();
            found.add(
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
            found.error(kind, columns.get(0), count, message);
        }
    }

    private void times(String column, Table training, String name, Table part) {
        Object last = Overlap.limit(training, column, 1);
        Object first = Overlap.limit(part, column, -1);
        if (last != null && first != null && TimeValues.compare(last, first) >= 0) {
            found.error(
                    LeakageFinding.Kind.TIME_OVERLAP,
                    column,
                    1,
                    "By '" + column + "', the training part ends at " + last + ", but the " + name + " part begins at "
                            + first + ". Split by DataSplit.byTime(\"" + column + "\").");
        }
    }
}
