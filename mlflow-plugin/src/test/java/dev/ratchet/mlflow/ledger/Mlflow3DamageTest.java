/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.UUID;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That damage done on a server is seen at all; {@link Mlflow3DamagedLedgerLongTest} has every kind. */
class Mlflow3DamageTest extends OpenedServer {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    private static final Actor CI = Actor.claimed("ci");
    private static final String ALIAS = NewChampion.ALIAS;

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Test
    void anEntryThatIsDeletedOnTheServer_isDamage_untilItIsRepaired() {
        damaged(model -> new MlflowByHand(opened()).deleteEntry(model, 1));
    }

    @Test
    void anEntryThatIsEditedOnTheServer_isDamage_untilItIsRepaired() {
        damaged(model -> new MlflowByHand(opened()).editEntry(model, 1, "{}"));
    }

    private void damaged(Consumer<String> damage) {
        String model = "damaged-" + UUID.randomUUID();
        PromotersContract.register(opened(), model, 2);
        Champions champions = Champions.of(opened());
        VersionRef first =
                champions.promote(NewChampion.of(model, 1, CI, "first")).entry().to();
        champions.promote(NewChampion.of(model, 2, CI, "second").withExpected(first));

        damage.accept(model);
        assertDamaged(champions, model, 1);

        champions.repair(model, ALIAS, CI, "looked at it");
        Champion now = champions.champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version().map(VersionRef::version)).hasValue(2);
    }

    private static void assertDamaged(Champions champions, String model, int entry) {
        Champion now = champions.champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.DAMAGED);
        assertThat(now.explanation()).contains("ledger damaged at " + entry, "--repair --reason");
        assertThat(champions.history(model).damage()).isPresent();
        assertThatThrownBy(() -> champions.reconcile(model, ALIAS))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContaining("ledger damaged at " + entry);
    }
}
