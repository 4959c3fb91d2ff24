/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import java.util.List;

/**
 * What a check of a ledger, and of all that it names, has found.
 *
 * @param model the registered model
 * @param entries how many entries were checked
 * @param findings what is not as it was written; empty when all is well
 */
public record LedgerReport(String model, int entries, List<Finding> findings) {

    /** Copies the findings. */
    public LedgerReport {
        findings = List.copyOf(findings);
    }

    /** Whether all is as it was written. */
    public boolean isSound() {
        return findings.isEmpty();
    }

    /** Kinds of findings. */
    public enum Kind {
        /** Something was changed after it was written. */
        TAMPERED,
        /** Something is not there any more. */
        MISSING,
        /** The ledger cannot be believed from some entry on. */
        DAMAGED_LEDGER,
        /** The ledger was damaged, and that is on record. */
        REPAIRED_LEDGER
    }

    /**
     * One finding.
     *
     * @param kind what it is
     * @param subject what it is about, such as {@code entry 5} or {@code version 3}
     * @param explanation in words
     */
    public record Finding(Kind kind, String subject, String explanation) {}
}
