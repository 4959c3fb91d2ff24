/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.InterceptedStores;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that promotes one version, and before each call that changes something says which and awaits a line. */
final class SteppedPromoter {

    private SteppedPromoter() {}

    /** Arguments: the store, the model, the version, a directory of its own. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Ratchet ratchet = Promoter.open(args[0], Path.of(args[3]))) {
            Stores stepped = InterceptedStores.of(ratchet.stores(), call -> {
                if (call.changesLedger()) {
                    out.println("before " + call.name());
                    if (lines.readLine() == null) {
                        throw new IllegalStateException("The test has ended.");
                    }
                }
                return call.send();
            });
            Champions champions = Champions.of(stepped);
            NewChampion wanted = NewChampion.of(
                            args[1], Integer.parseInt(args[2]), Actor.claimed("stepped"), "step by step")
                    .withExpected(champions
                            .champion(args[1], NewChampion.ALIAS)
                            .version()
                            .orElse(null));
            out.println("promoted by entry " + champions.promote(wanted).number());
        }
    }
}
