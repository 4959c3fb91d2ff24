/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.tables;

import dev.ratchet.RatchetException;

/** Whether {@code ratchet-data} is on the class path. */
public final class TableSupport {

    private TableSupport() {}

    /** Whether it is there. */
    public static boolean isAvailable() {
        try {
            Class.forName("dev.ratchet.data.Tables", false, TableSupport.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Refuses to go on without it.
     *
     * @throws RatchetException with the artifact, and with the setting that needs none
     */
    public static void requireForPredictions() {
        if (!isAvailable()) {
            throw new RatchetException(
                    "Predictions are kept as a Parquet file, which needs dev.ratchet:ratchet-data on the class path: add"
                            + " it, or say 'predictions: leave-out' in the policy, and the decision cannot be computed"
                            + " again.");
        }
    }
}
