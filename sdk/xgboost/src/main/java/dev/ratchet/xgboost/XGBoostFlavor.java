/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSignature;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loads packages of MLflow's {@code xgboost} flavor, written by Java or by Python, as UBJSON or JSON. A booster scores
 * with all its trees as Python's {@code mlflow.pyfunc} does, also when training stopped early; a model of one of
 * scikit-learn's wrappers scores with the trees up to its best iteration, and gives probabilities where Python's
 * {@code predict} gives classes.
 */
public final class XGBoostFlavor implements ModelFlavor {

    /** For {@link java.util.ServiceLoader}. */
    public XGBoostFlavor() {}

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public Model load(ModelPackage modelPackage) {
        Map<String, @Nullable Object> fields = modelPackage
                .flavor(name())
                .orElseThrow(() -> new RatchetException(modelPackage + " has no flavor '" + name() + "'."));
        Path file = modelPackage.file(String.valueOf(fields.getOrDefault("data", "model.xgb")));
        NativeLibrary.require();
        Booster booster;
        try {
            booster = XGBoost.loadModel(PythonModels.fitForJava(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new RatchetException("The model file '" + file + "' cannot be read: " + e.getMessage(), e);
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost cannot load '" + file + "': "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
        try {
            return new ScoringModel(modelPackage, booster, features(modelPackage, booster), rounds(fields, booster));
        } catch (XGBoostError e) {
            booster.dispose();
            throw new RatchetException(
                    "XGBoost cannot read '" + file + "': "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        } catch (RuntimeException e) {
            booster.dispose();
            throw e;
        }
    }

    /** How many rounds score; 0 for all. */
    private static int rounds(Map<String, @Nullable Object> fields, Booster booster) throws XGBoostError {
        String best = booster.getAttr("best_iteration");
        boolean allTrees =
                PythonModels.BOOSTER_CLASS.equals(fields.getOrDefault("model_class", PythonModels.BOOSTER_CLASS));
        return allTrees || best == null ? 0 : Integer.parseInt(best) + 1;
    }

    private static List<Feature> features(ModelPackage modelPackage, Booster booster) throws XGBoostError {
        List<Column> signed =
                modelPackage.signature().map(ModelSignature::inputColumns).orElse(List.of());
        List<String> names = names(modelPackage, booster, signed);
        String[] types = booster.getFeatureTypes();
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Column column = signed.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElse(null);
            boolean categorical = i < types.length && "c".equals(types[i]);
            features.add(Feature.of(name, column, modelPackage.dictionary(name), categorical));
        }
        return features;
    }

    private static List<String> names(ModelPackage modelPackage, Booster booster, List<Column> signed)
            throws XGBoostError {
        int count = Math.toIntExact(booster.getNumFeature());
        String[] known = booster.getFeatureNames();
        List<String> signedNames = signed.stream().map(Column::name).toList();
        if (known.length != count || Arrays.stream(known).anyMatch(Objects::isNull)) {
            if (signed.isEmpty()) {
                return java.util.stream.IntStream.range(0, count)
                        .mapToObj(i -> "f" + i)
                        .toList();
            }
            if (signed.size() != count) {
                throw new RatchetException(modelPackage + " cannot be scored: its signature has " + signed.size()
                        + " columns, its booster takes " + count + ".");
            }
            return signedNames;
        }
        List<String> names = List.of(known);
        if (!signed.isEmpty() && !(signedNames.containsAll(names) && names.containsAll(signedNames))) {
            throw new RatchetException(modelPackage + " cannot be scored: its signature names the columns "
                    + signedNames + ", its booster was trained on " + names + ".");
        }
        return names;
    }
}
