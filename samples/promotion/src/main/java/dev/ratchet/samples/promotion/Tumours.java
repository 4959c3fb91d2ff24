/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.promotion;

import dev.ratchet.Experiment;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.data.split.SplitPlan;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The sample: a first champion that was hardly trained, an equal candidate, a worse one and a better one; then the way back,
 * and the history of it all.
 */
public final class Tumours {

    /** The registered model. */
    static final String MODEL = "tumours";

    /** What the models tell: {@code benign} or {@code malignant}. */
    static final String DIAGNOSIS = "diagnosis";

    private static final Actor ACTOR = Actor.claimed("sample");
    private static final String[] FEW = {DIAGNOSIS, "mean_texture", "mean_smoothness", "mean_symmetry"};

    /**
     * A model that wants to be champion.
     *
     * @param name its run
     * @param rounds how many trees
     * @param depth how deep they are
     * @param seed by which rows are drawn for each tree
     * @param columns what it is trained on; all where none is named
     */
    record Candidate(String name, int rounds, int depth, int seed, String... columns) {}

    /** In the order in which they come. */
    static final List<Candidate> CANDIDATES = List.of(
            new Candidate("first: hardly trained", 10, 2, 1),
            new Candidate("equal: another seed", 10, 2, 2),
            new Candidate("worse: three of the columns", 10, 2, 1, FEW),
            new Candidate("better: trained", 80, 3, 1));

    private Tumours() {}

    /** Trains, promotes and prints, on the server that {@code MLFLOW_TRACKING_URI} names or else locally. */
    public static void main(String[] args) throws XGBoostError {
        try (Ratchet ratchet = Ratchet.open()) {
            run(ratchet, System.out);
        } catch (MisconfiguredException e) {
            System.err.println(e.getMessage());
            // Maven runs this within its own process and would put its words below what is to be changed.
            System.exit(1);
        }
    }

    /** As the sample; gives what came of each candidate. */
    static List<PromotionResult> run(Ratchet ratchet, PrintStream out) throws XGBoostError {
        PromotionPolicy policy = PromotionPolicy.load(file("/promotion.yaml"));
        List<PromotionResult> results = new ArrayList<>();
        try (Table all = Tables.csv(file("/wdbc.csv"));
                DataSplit split = split().apply(all);
                Table test = split.test().open(ratchet, Purpose.of("promotion").finalModel(MODEL))) {
            Promotion promotion = Promotion.of(ratchet).actor(ACTOR).columns(columns -> columns.positive("malignant"));
            for (Candidate candidate : CANDIDATES) {
                ModelVersion version = train(ratchet.experiment(MODEL), candidate, split.train());
                PromotionResult result = promotion.promote(version, policy, test);
                out.println(candidate.name() + " (version " + version.number().orElseThrow() + ")");
                out.println(result.summary());
                out.println();
                results.add(result);
            }
        }
        back(ratchet, out);
        return results;
    }

    /** Half of the rows judge: enough that a large difference is shown. */
    static SplitPlan split() {
        return DataSplit.stratified(DIAGNOSIS).fractions(0.5, 0, 0.5).seed(42);
    }

    private static ModelVersion train(Experiment experiment, Candidate candidate, Table rows) throws XGBoostError {
        Map<String, Object> params = Map.of(
                "objective",
                "binary:logistic",
                "max_depth",
                candidate.depth(),
                "eta",
                0.1,
                "subsample",
                0.8,
                "seed",
                candidate.seed(),
                "nthread",
                1);
        String[] columns = candidate.columns().length > 0
                ? candidate.columns()
                : rows.schema().names().toArray(String[]::new);
        try (Table own = rows.select(columns);
                TrackedMatrix train = TrackedMatrix.of(own, DIAGNOSIS)) {
            return experiment.run(candidate.name(), run -> {
                Booster booster = AutologXGBoost.train(run, train, params, candidate.rounds(), Map.of(), null, null);
                ModelVersion version = run.register(MODEL, XGBoostModel.of(booster));
                booster.dispose();
                return version;
            });
        }
    }

    private static void back(Ratchet ratchet, PrintStream out) {
        Champions champions = Champions.of(ratchet);
        try {
            champions.rollback(MODEL, NewChampion.ALIAS, ACTOR, "to show the way back");
        } catch (RatchetException e) {
            out.println("No way back: " + e.getMessage());
        }
        out.println("history");
        for (HistoryEntry entry : champions.history(MODEL).entries()) {
            out.println("  entry " + entry.number() + "  " + entry.summary());
        }
        out.println(
                ratchet.server().isPresent()
                        ? "Decisions are the runs of the experiment '" + MODEL + ".decisions'."
                        : "List the decisions by   ratchet runs list --experiment " + MODEL + ".decisions --store "
                                + ratchet.directory());
    }

    /** A file beside the classes. */
    static Path file(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Tumours.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
