/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import java.util.Locale;

/** How the importance of a feature is counted, in XGBoost's terms. Features that no tree uses have none. */
public enum ImportanceType {
    /** In how many splits the feature is used. For a linear booster with one output: its coefficient. */
    WEIGHT,
    /** The mean improvement of the objective over its splits. */
    GAIN,
    /** The mean sum of second derivatives (for squared error: rows) over its splits. */
    COVER,
    /** The sum of improvements over its splits. */
    TOTAL_GAIN,
    /** The sum of covers over its splits. */
    TOTAL_COVER;

    /** XGBoost's name: {@code weight}, {@code total_gain}, ... */
    public String xgboostName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
