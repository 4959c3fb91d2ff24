/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.xgboost.internal.Guards;
import dev.ratchet.xgboost.internal.XGBoost4J;
import dev.ratchet.xgboost.internal.model.PythonModels;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A booster that can be logged as a model package which Java and Python load. Two are equal when they wrap the same
 * {@link Booster} object, so registering a booster that autologging has logged uses that package. The booster is neither
 * changed nor disposed of.
 *
 * <pre>{@code
 * ModelVersion version = run.register("breast-cancer", XGBoostModel.of(booster));
 * }</pre>
 */
public final class XGBoostModel implements LoggableModel {

    static final String FILE = "model.ubj";
    /** What Python needs to load the package; one set that fits together, resolved for the package's Python. */
    private static final List<String> REQUIREMENTS = List.of(
            "mlflow==3.17.2", "numpy==2.4.6", "pandas==3.1.1", "scipy==1.17.1", "xgboost==" + XGBoost4J.VERSION);

    private final Booster booster;
    private final @Nullable ModelSignature signature;
    private final @Nullable ModelInput inputExample;
    private final Map<String, List<String>> dictionaries;

    private XGBoostModel(Builder builder) {
        this.booster = builder.booster;
        this.signature = builder.signature;
        this.inputExample = builder.inputExample;
        this.dictionaries = new LinkedHashMap<>(builder.dictionaries);
    }

    /** A model with an inferred signature and no input example; equals {@code builder(booster).build()}. */
    public static XGBoostModel of(Booster booster) {
        return builder(booster).build();
    }

    /** Begins a model. */
    public static Builder builder(Booster booster) {
        return new Builder(booster);
    }

    /**
     * Writes the booster as UBJSON with its feature names ({@code f0}, {@code f1}, ... where it has none), the signature
     * and the environment.
     *
     * @throws RatchetException when the booster was disposed of, or the signature names other columns than the booster
     */
    @Override
    public void writeTo(ModelPackageWriter writer) throws IOException {
        NativeLibrary.require();
        Guards.open(booster);
        try {
            write(writer, booster.toByteArray("ubj"));
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "The booster cannot be written: "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
    }

    private void write(ModelPackageWriter writer, byte[] ubj) throws XGBoostError, IOException {
        Booster copy = XGBoost.loadModel(ubj);
        try {
            List<String> names = featureNames(copy);
            byte[] named = ubj;
            if (!Arrays.asList(copy.getFeatureNames()).equals(names)) {
                copy.setFeatureNames(names.toArray(String[]::new));
                named = copy.toByteArray("ubj");
            }
            Files.write(writer.directory().resolve(FILE), named);
            writer.signature(signature != null ? checked(signature, names) : infer(copy, names));
        } finally {
            copy.dispose();
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put("code", null);
        own.put("data", FILE);
        own.put("model_class", PythonModels.BOOSTER_CLASS);
        own.put("model_format", "ubj");
        own.put("xgb_version", XGBoost4J.VERSION);
        writer.flavor("xgboost", own)
                .flavor("python_function", Map.of("loader_module", "mlflow.xgboost", "data", FILE))
                .requirements(REQUIREMENTS);
        dictionaries.forEach(writer::dictionary);
        if (inputExample != null) {
            writer.inputExample(inputExample);
        }
    }

    static List<String> featureNames(Booster booster) throws XGBoostError {
        String[] known = booster.getFeatureNames();
        int features = Math.toIntExact(booster.getNumFeature());
        boolean named = known.length == features && Arrays.stream(known).noneMatch(Objects::isNull);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            names.add(named ? known[i] : "f" + i);
        }
        return names;
    }

    private static ModelSignature checked(ModelSignature given, List<String> names) {
        List<String> signed = given.inputColumns().stream().map(Column::name).toList();
        if (!signed.isEmpty() && !(signed.containsAll(names) && names.containsAll(signed))) {
            throw new RatchetException(
                    "The signature names the columns " + signed + ", but the booster was trained on " + names + ".");
        }
        return given;
    }

    private static ModelSignature infer(Booster booster, List<String> names) throws XGBoostError {
        List<Column> columns =
                names.stream().map(name -> Column.of(name, ColumnType.DOUBLE)).toList();
        float[] missing = new float[names.size()];
        Arrays.fill(missing, Float.NaN);
        DMatrix row = new DMatrix(missing, 1, names.size(), Float.NaN);
        try {
            int outputs = booster.predict(row)[0].length;
            return outputs == 1
                    ? ModelSignature.ofColumns(columns, -1)
                    : ModelSignature.ofColumns(columns, -1, outputs);
        } finally {
            row.dispose();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XGBoostModel model && model.booster == booster;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(booster);
    }

    @Override
    public String toString() {
        return "XGBoost model";
    }

    /** Collects the parts; not thread-safe. */
    public static final class Builder {

        private final Booster booster;
        private final Map<String, List<String>> dictionaries = new LinkedHashMap<>();
        private @Nullable ModelSignature signature;
        private @Nullable ModelInput inputExample;

        private Builder(Booster booster) {
            this.booster = booster;
        }

        /** The signature; default inferred: one double column per feature, one float or one row of floats out. */
        public Builder signature(ModelSignature value) {
            this.signature = value;
            return this;
        }

        /** Rows that show what the model takes; at most five are written. */
        public Builder inputExample(ModelInput rows) {
            this.inputExample = rows;
            return this;
        }

        /** The categories of a categorical feature, in order of their codes, so that Java may score its texts. */
        public Builder dictionary(String feature, List<String> categories) {
            dictionaries.put(feature, List.copyOf(categories));
            return this;
        }

        /** Takes over the dictionaries of a training matrix. */
        Builder dictionaries(Map<String, List<String>> all) {
            all.forEach(this::dictionary);
            return this;
        }

        /** The model. */
        public XGBoostModel build() {
            return new XGBoostModel(this);
        }
    }
}
