/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.RatchetException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program that promotes with several threads at once, a round for each line that it reads: {@code <champion or 0>
 * <first candidate>}; and says how it ended for each.
 */
final class Promoter {

    private Promoter() {}

    /** Arguments: the store, the model, how many threads, a name, a directory of its own. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[2]));
        try (Ratchet ratchet = open(args[0], Path.of(args[4]))) {
            Champions champions = Champions.of(ratchet);
            out.println("ready");
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                round(champions, args, line.split(" ", -1), threads).forEach(out::println);
                out.println("round over");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Opens a directory, or a server with a local store beside it. */
    static Ratchet open(String store, Path beside) throws IOException {
        RatchetBuilder builder = Ratchet.builder().environment(Map.of());
        return store.startsWith("http")
                ? builder.store(Files.createTempDirectory(beside, "store"))
                        .trackingUri(URI.create(store))
                        .open()
                : builder.store(Path.of(store)).localOnly().open();
    }

    private static List<String> round(Champions champions, String[] args, String[] round, ExecutorService threads)
            throws Exception {
        String model = args[1];
        int count = Integer.parseInt(args[2]);
        int expected = Integer.parseInt(round[0]);
        Champion now = champions.champion(model, NewChampion.ALIAS);
        // The evidence: a champion that may have moved already is not the one of this round.
        Optional<VersionRef> champion = expected == 0 || isVersion(now, expected)
                ? now.version().filter(version -> expected > 0)
                : champions.history(model).of(NewChampion.ALIAS).stream()
                        .flatMap(entry -> entry.entry().champion().stream())
                        .filter(version -> version.version() == expected)
                        .findFirst();
        List<Future<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int version = Integer.parseInt(round[1]) + i;
            NewChampion wanted = NewChampion.of(
                            model, version, Actor.claimed(args[3]), now.state().name())
                    .withExpected(champion.orElse(null));
            outcomes.add(threads.submit(() -> promote(champions, wanted)));
        }
        List<String> said = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            said.add(outcome.get());
        }
        return said;
    }

    private static boolean isVersion(Champion champion, int number) {
        return champion.version().filter(version -> version.version() == number).isPresent();
    }

    private static String promote(Champions champions, NewChampion wanted) {
        try {
            return "won " + wanted.version() + " " + champions.promote(wanted).number();
        } catch (ChampionMovedException e) {
            return "lost " + wanted.version() + " to "
                    + e.winner().entry().champion().orElseThrow().version();
        } catch (RatchetException e) {
            return "failed " + wanted.version() + " " + e.getMessage();
        }
    }
}
