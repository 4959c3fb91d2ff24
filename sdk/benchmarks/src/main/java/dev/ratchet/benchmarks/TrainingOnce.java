/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.LeakageCheck;
import dev.ratchet.xgboost.AutologXGBoost;
import dev.ratchet.xgboost.TrackedMatrix;
import dev.ratchet.xgboost.XGBoostModel;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a tracked training costs once, beside its iterations, on the data of the breast-cancer sample. The peer parses the
 * file by {@code String.split}, takes the same rows and trains by stock {@code XGBoost.train}. Ours opens a table, splits
 * it, checks it for leakage, digests and describes the parts, and trains with all that autologging logs: code and
 * environment, datasets, importances with a picture, the model package, its registration. Both must come to models with the
 * same predictions.
 *
 * <p>Three trainings by one split is what the sample does.
 *
 * <pre>
 * ./mvnw -q -Ptraining-once -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class TrainingOnce {

    private static final int ROUNDS = 15;
    /** Java compiles the code of what happens once for long. */
    private static final int WARM_UP = 25;

    private static final int ITERATIONS = 100;
    private static final String TARGET = "diagnosis";
    private static final Path FILE =
            Path.of(System.getProperty("ratchet.root", "."), "samples/breast-cancer/src/main/resources/wdbc.csv");

    /** The rows of the file that train and those that are watched, as a split chose them. */
    private record Rows(int[] train, int[] valid) {}

    private TrainingOnce() {}

    /** Runs the comparison and prints it. */
    public static void main(String[] args) throws Exception {
        Path store = Files.createTempDirectory("ratchet-benchmark-");
        Rows rows = rows();
        for (int i = 0; i < WARM_UP; i++) {
            stock(rows, 3);
            tracked(store, 3);
        }
        for (int trainings : new int[] {1, 3}) {
            new Rounds(ROUNDS)
                    .compare(
                            trainings + (trainings == 1 ? " training" : " trainings by one split"),
                            0,
                            "stock, nothing is kept",
                            () -> stock(rows, trainings),
                            "tracked",
                            () -> tracked(store, trainings));
        }
    }

    private static Map<String, Object> params(int training) {
        return Map.of(
                "objective",
                "binary:logistic",
                "max_depth",
                2 + 2 * training,
                "eta",
                0.1,
                "nthread",
                1,
                "verbose_eval",
                0);
    }

    private static Object stock(Rows rows, int trainings) throws IOException, XGBoostError {
        List<String> lines = Files.readAllLines(FILE);
        int sum = 0;
        DMatrix train = matrix(lines, rows.train());
        DMatrix valid = matrix(lines, rows.valid());
        for (int i = 0; i < trainings; i++) {
            Booster booster = XGBoost.train(
                    train, params(i), ITERATIONS, watches(train, valid), new float[2][ITERATIONS], null, null, 0);
            sum = 31 * sum + Arrays.deepHashCode(booster.predict(valid));
            booster.dispose();
        }
        train.dispose();
        valid.dispose();
        return sum;
    }

    private static DMatrix matrix(List<String> lines, int[] rows) throws XGBoostError {
        int columns = lines.get(0).split(",", -1).length - 1;
        float[] values = new float[rows.length * columns];
        float[] labels = new float[rows.length];
        for (int row = 0; row < rows.length; row++) {
            String[] cells = lines.get(1 + rows[row]).split(",", -1);
            labels[row] = cells[0].equals("malignant") ? 1 : 0;
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = Float.parseFloat(cells[1 + column]);
            }
        }
        DMatrix matrix = new DMatrix(values, rows.length, columns, Float.NaN);
        matrix.setLabel(labels);
        return matrix;
    }

    private static Object tracked(Path store, int trainings) throws XGBoostError {
        int sum = 0;
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                Table table = Tables.csv(FILE);
                DataSplit split = split(table)) {
            LeakageCheck.of(split).target(TARGET).strict().check();
            try (TrackedMatrix train = TrackedMatrix.of(split.train(), TARGET);
                    TrackedMatrix valid = train.like(split.validation())) {
                for (int i = 0; i < trainings; i++) {
                    try (Run run = ratchet.experiment("once").start("training")) {
                        Booster booster = AutologXGBoost.train(
                                run, train, params(i), ITERATIONS, watches(train, valid), null, null);
                        if (i == trainings - 1) {
                            run.register("once", XGBoostModel.of(booster));
                        }
                        run.complete();
                        sum = 31 * sum + Arrays.deepHashCode(booster.predict(valid));
                        booster.dispose();
                    }
                }
            }
        }
        return sum;
    }

    private static DataSplit split(Table table) {
        return DataSplit.stratified(TARGET).fractions(0.70, 0.15, 0.15).seed(42).apply(table);
    }

    private static Map<String, DMatrix> watches(DMatrix train, DMatrix valid) {
        Map<String, DMatrix> watches = new LinkedHashMap<>();
        watches.put("train", train);
        watches.put("valid", valid);
        return watches;
    }

    /** Finds the rows of a split in the file. */
    private static Rows rows() {
        try (Table table = Tables.csv(FILE);
                DataSplit split = split(table)) {
            return new Rows(positions(split.train(), table), positions(split.validation(), table));
        }
    }

    private static int[] positions(Table part, Table whole) {
        int[] positions = new int[part.rowCount()];
        int at = 0;
        for (int row = 0; row < positions.length; row++) {
            while (!sameCells(part, row, whole, at)) {
                at++;
            }
            positions[row] = at++;
        }
        return positions;
    }

    private static boolean sameCells(Table one, int row, Table other, int at) {
        for (int column = 0; column < one.schema().size(); column++) {
            if (!Objects.equals(one.value(row, column), other.value(at, column))) {
                return false;
            }
        }
        return true;
    }
}
