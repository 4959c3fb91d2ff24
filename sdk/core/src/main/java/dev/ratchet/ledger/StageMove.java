/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import dev.ratchet.store.VersionRecord;

/**
 * The stage that a version moves to when it becomes champion.
 *
 * @param stage MLflow's stage
 * @param archiveExisting also archives what is in that stage: only for Staging and Production
 */
public record StageMove(VersionRecord.Stage stage, boolean archiveExisting) {

    /** Checks that archiving is possible. */
    public StageMove {
        stage.checkArchiving(archiveExisting);
    }
}
