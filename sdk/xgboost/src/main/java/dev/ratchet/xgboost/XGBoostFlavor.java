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
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.xgboost.internal.Guards;
import dev.ratchet.xgboost.internal.model.FittedModel;
import dev.ratchet.xgboost.internal.model.PythonModels;
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
import java.util.regex.Pattern;

/**
 * Loads packages of MLflow's {@code xgboost} flavor, written by Java or by Python, as UBJSON or JSON. A booster scores
 * with all its trees as Python's {@code mlflow.pyfunc} does, also when training stopped early; a model of one of
 * scikit-learn's wrappers scores with the trees up to its best iteration, and gives probabilities where Python's
 * {@code predict} gives classes.
 */
public final class XGBoostFlavor implements ModelFlavor {

    private static final Pattern WRAPPER =
            Pattern.compile("xgboost\\.sklearn\\.XGB(RF)?(Model|Classifier|Regressor|Ranker)");

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
        FittedModel fitted;
        Booster booster;
        try {
            refuseUnknownClass(modelPackage, fields);
            fitted = PythonModels.fitForJava(Files.readAllBytes(file), isWrapper(fields));
            booster = XGBoost.loadModel(fitted.bytes());
        } catch (IOException e) {
            throw new RatchetException("The model file '" + file + "' cannot be read: " + e.getMessage(), e);
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost cannot load '" + file + "': "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
        try {
            return scoring(modelPackage, fields, fitted, booster);
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

    private static void refuseUnknownClass(ModelPackage modelPackage, Map<String, @Nullable Object> fields) {
        String name = modelClass(fields);
        if (!name.equals(PythonModels.BOOSTER_CLASS) && !WRAPPER.matcher(name).matches()) {
            throw new RatchetException(modelPackage + " cannot be scored: its class '" + name
                    + "' is neither xgboost.core.Booster nor one of xgboost.sklearn's, so how it predicts is not known"
                    + " here. Log its booster with model.get_booster().");
        }
    }

    private static String modelClass(Map<String, @Nullable Object> fields) {
        return String.valueOf(fields.getOrDefault("model_class", PythonModels.BOOSTER_CLASS));
    }

    private static boolean isWrapper(Map<String, @Nullable Object> fields) {
        return !modelClass(fields).equals(PythonModels.BOOSTER_CLASS);
    }

    private static ScoringModel scoring(
            ModelPackage modelPackage, Map<String, @Nullable Object> fields, FittedModel fitted, Booster booster)
            throws XGBoostError {
        boolean wrapper = isWrapper(fields);
        String best = booster.getAttr("best_iteration");
        // Linear models have no trees to stop at.
        int rounds = wrapper && best != null && !fitted.linear() ? Integer.parseInt(best) + 1 : 0;
        boolean positional = modelPackage
                .signature()
                .map(signature -> !(signature.inputs() instanceof ModelSchema.Columns columns) || !columns.named())
                .orElse(false);
        List<Column> signed = positional
                ? List.of()
                : modelPackage.signature().map(ModelSignature::inputColumns).orElse(List.of());
        boolean named = named(booster);
        return new ScoringModel(
                modelPackage,
                booster,
                features(modelPackage, booster, signed, fitted.categories()),
                new ScoringModel.Scoring(rounds, wrapper ? fitted.sentinel() : Float.NaN, positional && !named));
    }

    private static boolean named(Booster booster) throws XGBoostError {
        String[] known = booster.getFeatureNames();
        return known.length == booster.getNumFeature() && Arrays.stream(known).noneMatch(Objects::isNull);
    }

    private static List<Feature> features(
            ModelPackage modelPackage, Booster booster, List<Column> signed, Map<Integer, List<String>> categories)
            throws XGBoostError {
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
            List<String> dictionary = dictionary(modelPackage, name, categories.getOrDefault(i, List.of()));
            features.add(Feature.of(name, column, dictionary, categorical));
        }
        return features;
    }

    /** The texts of a feature's categories, from the package or the model file. */
    private static List<String> dictionary(ModelPackage modelPackage, String name, List<String> saved) {
        List<String> packed = modelPackage.dictionary(name);
        if (!packed.isEmpty() && !saved.isEmpty() && !packed.equals(saved)) {
            throw new RatchetException(modelPackage + " cannot be scored: its dictionary has the categories " + packed
                    + " for the column '" + name + "', its booster was trained with " + saved + ".");
        }
        return packed.isEmpty() ? saved : packed;
    }

    private static List<String> names(ModelPackage modelPackage, Booster booster, List<Column> signed)
            throws XGBoostError {
        int count = Math.toIntExact(booster.getNumFeature());
        List<String> signedNames = signed.stream().map(Column::name).toList();
        if (!named(booster)) {
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
        List<String> names = List.of(booster.getFeatureNames());
        if (!signed.isEmpty() && !(signedNames.containsAll(names) && names.containsAll(signedNames))) {
            throw new RatchetException(modelPackage + " cannot be scored: its signature names the columns "
                    + signedNames + ", its booster was trained on " + names + ".");
        }
        return names;
    }
}
