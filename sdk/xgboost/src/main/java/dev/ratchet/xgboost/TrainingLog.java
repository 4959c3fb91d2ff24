/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.chart.BarChart;
import dev.ratchet.chart.Png;
import dev.ratchet.dataset.DatasetIdentity;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a training logs outside of its iterations. Nothing here fails the training. Used by one thread. */
final class TrainingLog {

    private static final Logger LOG = LoggerFactory.getLogger(AutologXGBoost.class);

    private final Run run;
    private final AutologOptions options;
    private final IdentityHashMap<DMatrix, DatasetIdentity> identities = new IdentityHashMap<>();
    private final Map<String, DatasetIdentity> watched = new HashMap<>();
    private @Nullable TrackedMatrix trained;

    TrainingLog(Run run, AutologOptions options) {
        this.run = run;
        this.options = options;
    }

    // ---- before

    void params(Map<String, Object> given, int rounds, int earlyStoppingRounds) {
        run.setTag("mlflow.autologging", "xgboost");
        Map<String, String> params = new LinkedHashMap<>();
        given.forEach((key, value) -> params.put(key, ParamText.of(value)));
        params.put("num_boost_round", String.valueOf(rounds));
        params.put("early_stopping_rounds", earlyStoppingRounds > 0 ? String.valueOf(earlyStoppingRounds) : "None");
        run.logParams(params);
    }

    void callbacks(@Nullable IObjective obj, @Nullable IEvaluation eval) {
        if (obj != null) {
            run.logParam("custom_objective", obj.getClass().getName());
        }
        if (eval != null) {
            run.logParam("custom_metric", eval.getMetric());
        }
    }

    void continuedFrom(int rounds) {
        run.setTag("ratchet.xgboost.continued", "from a booster of " + rounds + " rounds; steps count from 0 again");
    }

    void datasets(DMatrix dtrain, Map<String, DMatrix> watches, Booster booster) {
        trained = dtrain instanceof TrackedMatrix tracked ? tracked : null;
        if (!options.logDatasets()) {
            return;
        }
        dataset(dtrain, trained == null ? "dataset" : trained.identity().name(), "train", booster);
        watches.forEach((watch, matrix) -> {
            DatasetIdentity logged = dataset(matrix, watch, "eval", booster);
            if (logged != null) {
                watched.put(watch, logged);
            }
        });
    }

    private @Nullable DatasetIdentity dataset(DMatrix matrix, String name, String context, Booster booster) {
        try {
            DatasetIdentity identity = identities.get(matrix);
            if (identity == null) {
                identity = matrix instanceof TrackedMatrix tracked
                        ? tracked.identity()
                        : MatrixIdentity.of(matrix, name, booster.getNumFeature(), options.digestLimitBytes());
                identities.put(matrix, identity);
                sayWhenNotDigested(matrix, identity);
            }
            return run.logInput(identity.withName(name), context);
        } catch (IOException | XGBoostError | RuntimeException e) {
            problem("the matrix '" + name + "' is not named as a dataset", e);
            return null;
        }
    }

    private void sayWhenNotDigested(DMatrix matrix, DatasetIdentity identity) throws XGBoostError {
        if (identity.digest(MatrixIdentity.OUTLINE_KIND).isPresent()) {
            String words = String.format(
                    Locale.ROOT,
                    "no content digest of '%s': %d MiB as saved, the limit is %d MiB",
                    identity.name(),
                    MatrixIdentity.sizeAsSaved(matrix) >> 20,
                    options.digestLimitBytes() >> 20);
            LOG.warn("{}. Use a TrackedMatrix, or raise AutologOptions.digestLimitBytes.", words);
            run.setTag("ratchet.dataset.undigested." + identity.name(), words);
        }
    }

    // ---- while training

    void snapshot(Booster booster, int rounds) {
        try {
            Path directory = Files.createTempDirectory("ratchet-snapshot-");
            Path file = directory.resolve(String.format(Locale.ROOT, "round-%06d.ubj", rounds));
            try {
                Files.write(file, booster.toByteArray("ubj"));
                run.logArtifact(file, "snapshots");
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException | XGBoostError | RuntimeException e) {
            problem("the snapshot of round " + rounds + " is not logged", e);
        }
    }

    // ---- after

    /** Logs the model, the values that speak for it, and the importances. */
    void finished(Booster booster, List<String> watches, Map<String, Double> metrics, int step) {
        LoggedModel model = options.logModels() ? model(booster) : null;
        if (model == null) {
            run.logMetrics(metrics, step);
        } else {
            for (int i = 0; i < watches.size(); i++) {
                Map<String, Double> own = Evaluator.ofWatch(watches.get(i), metrics, i, watches.size());
                model.logMetrics(own, step, watched.get(watches.get(i)));
            }
        }
        importances(booster);
    }

    private @Nullable LoggedModel model(Booster booster) {
        try {
            XGBoostModel.Builder builder = XGBoostModel.builder(booster);
            options.signature().ifPresent(builder::signature);
            if (trained != null) {
                builder.inputExample(trained.firstRows()).dictionaries(trained.dictionaries());
            }
            options.inputExample().ifPresent(builder::inputExample);
            LoggedModel model = run.logModel(options.modelName(), builder.build());
            options.registeredModelName().ifPresent(name -> run.register(name, model));
            return model;
        } catch (RuntimeException e) {
            problem("the model is not logged", e);
            return null;
        }
    }

    private void importances(Booster booster) {
        if (options.importanceTypes().isEmpty()) {
            return;
        }
        try {
            Importances importances = Importances.of(booster.toByteArray("ubj"));
            options.importanceTypes().forEach(type -> importance(type, importances.of(type)));
        } catch (XGBoostError | RuntimeException e) {
            problem("the feature importances are not logged", e);
        }
    }

    private void importance(ImportanceType type, Map<String, Double> values) {
        String path = "feature_importance_" + type.xgboostName();
        run.logJson(values, path + ".json");
        if (values.isEmpty()) {
            return;
        }
        String svg = BarChart.builder("Feature importance (" + type.xgboostName() + ")")
                .bars(values)
                .build()
                .toSvg();
        run.logImage(svg.getBytes(StandardCharsets.UTF_8), path + ".svg");
        Png.of(svg).ifPresent(png -> run.logImage(png, path + ".png"));
    }

    private void problem(String what, Exception reason) {
        LOG.warn("{}: {}", what, reason.getMessage());
        run.setTag("ratchet.autolog.problem", what + ": " + reason.getMessage());
    }
}
