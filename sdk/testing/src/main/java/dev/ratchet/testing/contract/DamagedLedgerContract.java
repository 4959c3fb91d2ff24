/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.History;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerReport.Kind;
import dev.ratchet.ledger.VersionRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link Champions} says of ledgers from which somebody deleted something, or an entry of which was edited. */
public abstract class DamagedLedgerContract extends LedgerToDamage {

    /** For subclasses. */
    protected DamagedLedgerContract() {}

    @Test
    void aLedgerWithAVoidEntry_isSound() {
        assertThat(champions().champion(model(), ALIAS).state()).isEqualTo(ChampionState.IN_STEP);
        assertThat(champions().history(model()).entries())
                .extracting(HistoryEntry::valid)
                .containsExactly(true, true, true, false, true);
        assertThat(champions().verify(model()).findings()).isEmpty();
    }

    @Test
    void aDeletedValidEntry_isDamage() {
        byHand().deleteEntry(model(), 2);

        assertDamagedAt(2, 1, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void aDeletedVoidEntry_isDamage() {
        byHand().deleteEntry(model(), 4);

        assertDamagedAt(4, 3, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void theDeletedLastEntry_isDamage_whenItWasConfirmed() {
        byHand().deleteEntry(model(), 5);

        assertDamagedAt(5, 4, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void aDeletedLedger_isDamage() {
        byHand().deleteLedger(model());

        assertDamagedAt(1, 0, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void anEditedEntry_isDamage_andNamed() {
        byHand().editEntry(model(), 2, text(2).replace("version 2", "version Z"));

        assertDamagedAt(2, 1, Kind.TAMPERED);
        assertThat(champions().verify(model()).findings())
                .anySatisfy(finding -> assertThat(finding.explanation()).contains("entry 2 was changed"));
        assertRepairs();
    }

    @Test
    void aDeletedDecisionRun_changesNothing() {
        History before = champions().history(model());
        stores().tracking().deleteRun(run());

        Champion now = champions().champion(model(), ALIAS);
        assertThat(now.state()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version().map(VersionRef::version)).hasValue(4);
        assertThat(champions().history(model())).isEqualTo(before);
        champions().rollback(model(), ALIAS, CI, "back");
        assertThat(champions().champion(model(), ALIAS).version().map(VersionRef::version))
                .hasValue(3);
    }
}
