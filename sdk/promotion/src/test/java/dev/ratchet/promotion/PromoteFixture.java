/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Threshold;
import dev.ratchet.store.RunRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A local store with a champion, and rows on which it is known which model is better. */
final class PromoteFixture implements AutoCloseable {

    static final String MODEL = "churn";

    /** Better than the champion, and nearly the truth. */
    static final LoggableModel BETTER = LogisticFlavor.model(2, 0);

    /** The champion: listens to noise. */
    static final LoggableModel CHAMPION = LogisticFlavor.model(1.2, 0.9);

    static final LoggableModel WORSE = LogisticFlavor.model(0.2, 2);

    /** Hardly another model than the champion. */
    static final LoggableModel EQUAL = LogisticFlavor.model(1.2, 0.9001);

    private static final int ROWS = 600;

    final Ratchet ratchet;
    final Table rows;

    private PromoteFixture(Ratchet ratchet, Table rows) {
        this.ratchet = ratchet;
        this.rows = rows;
    }

    static PromoteFixture in(Path folder) throws IOException {
        return new PromoteFixture(open(folder.resolve("store")), table(folder, ROWS, 1));
    }

    static Ratchet open(Path store) {
        return Ratchet.builder()
                .environment(java.util.Map.of())
                .store(store)
                .localOnly()
                .open();
    }

    /** Columns id, x, z, site and y, which depends on x alone. */
    static Table table(Path folder, int count, long seed) throws IOException {
        return Tables.csv(Files.writeString(folder.resolve("rows" + seed + ".csv"), csv(count, seed)));
    }

    static String csv(int count, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("id,x,z,site,y\n");
        for (int row = 0; row < count; row++) {
            double x = random.nextGaussian();
            double z = random.nextGaussian();
            int y = random.nextDouble() < 1 / (1 + Math.exp(-2 * x)) ? 1 : 0;
            csv.append("r")
                    .append(row)
                    .append(',')
                    .append(x)
                    .append(',')
                    .append(z)
                    .append(',');
            csv.append(row % 2 == 0 ? "north" : "south").append(',').append(y).append('\n');
        }
        return csv.toString();
    }

    ModelVersion register(LoggableModel model) {
        return ratchet.experiment(MODEL).run("train", run -> run.register(MODEL, model));
    }

    /** Makes the first version champion by the ledger alone. */
    ModelVersion champion() {
        ModelVersion version = register(CHAMPION);
        champions().promote(NewChampion.of(MODEL, 1, Actor.claimed("ci"), "the first"));
        return version;
    }

    Champions champions() {
        return Champions.of(ratchet);
    }

    /** The champion's number by the ledger, which the alias has to agree with. */
    Optional<Integer> championNumber() {
        Optional<Integer> byLedger =
                champions().champion(MODEL, "champion").version().map(version -> version.version());
        Optional<Integer> byAlias =
                ratchet.stores().registry().versionByAlias(MODEL, "champion").map(version -> version.number());
        if (!byLedger.equals(byAlias)) {
            throw new AssertionError("ledger " + byLedger + ", alias " + byAlias);
        }
        return byLedger;
    }

    List<RunRecord> decisions() {
        return ratchet.stores().tracking().experiment(MODEL + ".decisions").stream()
                .flatMap(found ->
                        ratchet.runs("").filter(run -> run.experimentId().equals(found.id())))
                .toList();
    }

    Promotion promotion() {
        return Promotion.of(ratchet).actor(Actor.claimed("ann")).label("y").key("id");
    }

    static PolicyBuilder policy() {
        return PromotionPolicy.builder(MODEL).superior("log_loss");
    }

    /** One that rejects what is worse. */
    static PromotionPolicy guarded() {
        return policy().guard(new NoWorse("roc_auc", Margin.absolute(0.02))).build();
    }

    static PromotionPolicy first() {
        return policy().firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY)
                .guard(new Threshold("roc_auc", Threshold.Side.AT_LEAST, 0.7, JudgedBy.BOUND))
                .build();
    }

    @Override
    public void close() {
        rows.close();
        ratchet.close();
    }
}
