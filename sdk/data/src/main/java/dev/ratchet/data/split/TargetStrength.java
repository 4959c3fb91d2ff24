/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much one column alone says of the column to be predicted. Immutable.
 *
 * @param column its name
 * @param measure what is measured; it follows from the types of both columns
 * @param value the figure; empty where fewer than 20 rows have both values, where most values come less than five
 *     times, or the column has no order and no classes, as dates
 * @param rows how many rows have a value in both; NaN and infinite are none
 */
public record TargetStrength(String column, Measure measure, Optional<Double> value, int rows) {

    /** What is measured. */
    public enum Measure {
        /**
         * A number on classes: how well it tells two of them apart, as the mean over all pairs of classes with five rows
         * or more; 0.5 for not at all, 1 for fully, in either direction.
         */
        AUC,
        /** Classes on classes: their mutual information by the mean of their entropies, 0 to 1. */
        MUTUAL_INFORMATION,
        /**
         * On numbers: for a number its squared correlation, Pearson's or Spearman's, whichever is larger; for classes the
         * share of variance that lies between them. 0 to 1.
         */
        R_SQUARED
    }

    /**
     * All columns but the target, those that say most first.
     *
     * @throws RatchetException when there is no such column, or it is neither a number nor a text nor a boolean
     */
    public static List<TargetStrength> of(Table table, String target) {
        TargetCheck check = new TargetCheck(table, target);
        check.requireTarget();
        return table.schema().names().stream()
                .filter(name -> !name.equals(target))
                .map(check::strength)
                .sorted(Comparator.comparingDouble(TargetStrength::share).reversed())
                .toList();
    }

    /** From 0 for nothing to 1 for everything, so that columns of different types can be put in an order. */
    private double share() {
        return value.map(figure -> measure == Measure.AUC ? 2 * figure - 1 : figure)
                .orElse(-1.0);
    }
}
