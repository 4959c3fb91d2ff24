/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.TestOpenings;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PromoteCommandTest {

    private static final int ROWS = 600;

    @TempDir
    Path folder;

    private Path store = Path.of("");
    private String rows = "";
    private String policy = "";

    /** Version 1 hardly knows anything, 2 the same, 3 is trained, 4 knows less than nothing. */
    @BeforeEach
    void train() throws Exception {
        store = folder.resolve("store");
        rows = file("rows.csv", 1);
        policy = policy("promotion.yaml", "churn");
        try (Ratchet ratchet = Called.ratchet(store);
                Table table = Tables.csv(Path.of(file("train.csv", 2)));
                Table right = table.drop("id", "site");
                Table wrong = right.derive(
                        "y", right.schema().type(right.indexOf("y")), row -> 1L - (long) row.number("y"))) {
            register(ratchet, right, 1);
            register(ratchet, right, 1);
            register(ratchet, right, 30);
            register(ratchet, wrong, 30);
        }
    }

    private String file(String name, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("id,x,z,site,y\n");
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextDouble();
            double z = random.nextDouble();
            csv.append("k").append(row).append(',').append(x).append(',').append(z);
            csv.append(row % 2 == 0 ? ",north," : ",south,");
            csv.append(x + z + 0.2 * random.nextGaussian() > 1 ? 1 : 0).append('\n');
        }
        return Files.writeString(folder.resolve(name), csv).toString();
    }

    private String policy(String name, String model) throws IOException {
        return Files.writeString(folder.resolve(name), """
                ratchet: 1
                model: %s
                primary: { metric: log_loss }
                guards:
                  - { metric: roc_auc, no-worse-by: 0.05 }
                  - { metric: accuracy_score, at-least: 0.5 }
                data: { label: y, key: id }
                first-champion: absolute-guards-only
                """.formatted(model)).toString();
    }

    private static void register(Ratchet ratchet, Table table, int rounds) throws Exception {
        Map<String, Object> params = Map.of("objective", "binary:logistic", "max_depth", 2, "nthread", 1);
        try (TrackedMatrix train = TrackedMatrix.of(table, "y")) {
            ratchet.experiment("churn").run("train", run -> {
                Booster booster = AutologXGBoost.train(run, train, params, rounds, Map.of(), null, null);
                return run.register("churn", XGBoostModel.of(booster));
            });
        }
    }

    private Called promote(int version, String... more) {
        return Called.at(
                store,
                Stream.concat(
                                Stream.of(
                                        "promote",
                                        "churn",
                                        String.valueOf(version),
                                        "--policy",
                                        policy,
                                        "--data",
                                        rows),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void exitCodes_areThoseOfTheVerdicts_andTheLedgerSaysWho() {
        Called first = promote(1, "--actor", "ann", "--reason", "the first");
        Called equal = promote(2, "--json");
        Called worse = promote(4, "--json");
        Called better = promote(3, "--actor", "bob", "--json");

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.out())
                .contains(
                        "PROMOTE: churn, 600 rows", "version 1 became champion by GENESIS of ann (claimed): the first");
        assertThat(equal.exitCode()).as(equal.out() + equal.err()).isEqualTo(Cli.HOLD);
        assertThat(equal.json()).containsEntry("verdict", "HOLD").containsEntry("promoted", false);
        assertThat(worse.exitCode()).as(worse.out() + worse.err()).isEqualTo(Cli.REJECTED);
        assertThat(better.exitCode()).as(better.out() + better.err()).isZero();
        assertThat(better.json()).containsEntry("verdict", "PROMOTE").containsEntry("promoted", true);
        assertThat(better.json().get("entry")).asString().contains("version=3", "bob");
        assertThat(Called.at(store, "champion", "churn").out()).contains("version 3");
        assertThat(Called.at(store, "runs", "list", "--experiment", "churn.decisions")
                        .out())
                .contains("version 3 PROMOTE", "version 4 REJECT", "version 2 HOLD");
    }

    @Test
    void championThatMovesMeanwhile_isSaid_byAnExitCodeOfItsOwn() {
        promote(1);

        Called late = Called.by(
                new MovingChampion(),
                "promote",
                "churn",
                "3",
                "--policy",
                policy,
                "--data",
                rows,
                "--store",
                store.toString());

        assertThat(late.exitCode()).as(late.out() + late.err()).isEqualTo(Cli.CHAMPION_MOVED);
        assertThat(late.err()).contains("version 2", "bob", "quicker");
        assertThat(Called.at(store, "champion", "churn").out()).contains("version 2");
    }

    /** The system's clock; when a promotion first asks for the time, which is after scoring, another one is quicker. */
    private final class MovingChampion extends Clock {

        private boolean moved;

        @Override
        public Instant instant() {
            boolean promoting = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals("dev.ratchet.promotion.Promoter")));
            if (promoting && !moved) {
                moved = true;
                try (Ratchet ratchet = Called.ratchet(store)) {
                    Champions champions = Champions.of(ratchet);
                    champions.promote(NewChampion.of("churn", 2, Actor.claimed("bob"), "quicker")
                            .withExpected(champions
                                    .champion("churn", "champion")
                                    .version()
                                    .orElseThrow()));
                }
            }
            return Clock.systemUTC().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void dryRun_saysWhatWouldBe_andWritesThePageOnly() {
        Path page = folder.resolve("why.html");

        Called called = promote(1, "--dry-run", "--html", page.toString());

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out()).contains("nothing was written");
        assertThat(page).content().contains("<html");
        assertThat(Called.at(store, "champion", "churn").out()).contains("Nothing of 'churn' was promoted");
    }

    @Test
    void predictionsMadeElsewhere_standInForTheCandidate() throws IOException {
        promote(1);
        StringBuilder scored = new StringBuilder("id,score\n");
        Files.readAllLines(Path.of(rows)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> scored.append(cells[0])
                        .append(',')
                        .append(1
                                / (1 + Math.exp(8 * (1 - Double.parseDouble(cells[1]) - Double.parseDouble(cells[2])))))
                        .append('\n'));
        Path file = Files.writeString(folder.resolve("scored.csv"), scored);

        Called called = promote(2, "--candidate-predictions", file.toString(), "--score", "score", "--dry-run");

        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();
    }

    @Test
    void sealedPart_isOpenedForTheVersion_andTheOpeningIsOnRecord() {
        Path split = folder.resolve("split");
        try (Table table = Tables.csv(Path.of(rows));
                DataSplit parts =
                        DataSplit.random().fractions(0.5, 0, 0.5).seed(1).apply(table)) {
            parts.test().writeTo(split.resolveSibling("test.sealed"));
        }
        rows = folder.resolve("test.sealed").toString();

        Called called = promote(1, "--json");

        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();
        assertThat(called.json().get("facts")).asString().contains("testPart=SEALED");
        assertThat(TestOpenings.in(store).openings())
                .singleElement()
                .satisfies(opening -> assertThat(opening.purpose().finalModel()).contains("churn/1"));
    }

    @Test
    void wrongTrackingUri_isAnError_andNotAMissingChampion() {
        Called away = Called.of(
                "promote",
                "churn",
                "1",
                "--policy",
                policy,
                "--data",
                rows,
                "--tracking-uri",
                "http://127.0.0.1:1",
                "--store",
                folder.resolve("other").toString());
        Called elsewhere = Called.of(
                "promote",
                "churn",
                "1",
                "--policy",
                policy,
                "--data",
                rows,
                "--store",
                folder.resolve("third").toString());

        assertThat(away.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(away.err()).contains("127.0.0.1:1").doesNotContain("no champion", "\tat ");
        assertThat(away.out()).isEmpty();
        assertThat(elsewhere.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(elsewhere.err()).contains("churn").doesNotContain("no champion");
    }

    @Test
    void policyOfAnotherModel_isWrongUsage() throws IOException {
        policy = policy("other.yaml", "other");

        Called called = promote(1);

        assertThat(called.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(called.err()).contains("is for 'other', and MODEL is 'churn'");
    }
}
