/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;
import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that makes one version after the other champion, and says so, until it is killed. */
final class EndlessPromoter {

    private EndlessPromoter() {}

    /** Arguments: the store, the model, how many versions it has, a directory of its own. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Ratchet ratchet = Promoter.open(args[0], Path.of(args[3]));
        Champions champions = Champions.of(ratchet);
        int versions = Integer.parseInt(args[2]);
        while (true) {
            @Nullable
            VersionRef now =
                    champions.champion(args[1], NewChampion.ALIAS).version().orElse(null);
            int next = now == null ? 1 : now.version() % versions + 1;
            champions.promote(NewChampion.of(args[1], next, Actor.claimed("endless"), "the next")
                    .withExpected(now));
            out.println("promoted " + next);
        }
    }
}
