/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerReport.Kind;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.VersionRef;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link Champions} says of ledgers whose last words or anchors somebody has changed. */
public abstract class TamperedLedgerContract extends LedgerToDamage {

    /** For subclasses. */
    protected TamperedLedgerContract() {}

    @Test
    void theEditedHead_isDamage_andStaysSoAfterTheRepair() {
        byHand().editEntry(model(), 5, text(5).replace("version 4", "version Z"));

        assertDamagedAt(5, 4, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void anEntryThatCannotBeRead_isDamage() {
        byHand().editEntry(model(), 3, "{}");

        assertDamagedAt(3, 2, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void anEditedAnchor_isDamage() {
        stores().registry().setModelTag(model(), "ratchet.ledger.head.champion", "nonsense");

        assertDamagedAt(1, 5, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void aLedgerThatItsModelDoesNotName_isDamage() {
        stores().registry().deleteModelTag(model(), "ratchet.ledger");

        assertDamagedAt(1, 5, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void championAt_knowsTheTimeBeforeTheDamage_only() {
        Instant early = champions().history(model()).entries().get(0).time();
        byHand().deleteEntry(model(), 3);

        assertThat(champions().championAt(model(), ALIAS, early.minusMillis(1))).isEmpty();
        HistoryEntry repair = champions().repair(model(), ALIAS, CI, "looked at it");

        assertThatThrownBy(() ->
                        champions().championAt(model(), ALIAS, repair.time().minusMillis(1)))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContainingAll("is not known", "entry 3 is missing");
        assertThat(champions().championAt(model(), ALIAS, repair.time()).map(VersionRef::version))
                .hasValue(4);
    }
}
