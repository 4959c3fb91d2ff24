/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import dev.ratchet.internal.dataset.FloatRowsDigest;
import dev.ratchet.internal.dataset.PythonArrayDigest;
import dev.ratchet.internal.json.Json;
import dev.ratchet.model.Column;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelSchema;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of floats in memory with a name, a source and, for training, labels and weights. The columns are the features;
 * labels and weights go into the digest. Arrays are not copied: do not change them.
 *
 * <p>It has two digests: {@value #DIGEST_KIND} over names, values, labels and weights, and {@value #PYTHON_DIGEST_KIND},
 * the one that Python's autologging shows for the same features.
 */
public final class FloatDataset implements Dataset {

    /** The kind of digest over names, values, labels and weights. */
    public static final String DIGEST_KIND = "float32-rows-1";

    /** The kind of Python's digest of the matrix of features: 8 digits, made of the first 10,000 values. */
    public static final String PYTHON_DIGEST_KIND = "mlflow-python-1";

    private final String name;
    private final FloatRows rows;
    private final DatasetSource source;
    private final float @Nullable [] labels;
    private final float @Nullable [] weights;
    private volatile @Nullable DatasetIdentity identity;

    private FloatDataset(Builder builder) {
        this.name = builder.name;
        this.rows = builder.rows;
        this.source = builder.source;
        this.labels = builder.labels;
        this.weights = builder.weights;
    }

    /** Features only, made by this program. {@code builder(name, rows).build()} equals it. */
    public static FloatDataset of(String name, FloatRows rows) {
        return builder(name, rows).build();
    }

    /** Begins a dataset. */
    public static Builder builder(String name, FloatRows rows) {
        return new Builder(name, rows);
    }

    @Override
    public DatasetIdentity identity() {
        DatasetIdentity known = identity;
        if (known == null) {
            known = identify();
            identity = known;
        }
        return known;
    }

    private DatasetIdentity identify() {
        List<String> names = columns().stream().map(Column::name).toList();
        float[] values = rows.values();
        long count = rows.rowCount();
        List<DatasetDigest> digests = List.of(
                new DatasetDigest(DIGEST_KIND, FloatRowsDigest.of(names, values, labels, weights)),
                new DatasetDigest(
                        PYTHON_DIGEST_KIND,
                        new PythonArrayDigest().add(values, count, names.size()).hex()));
        return new DatasetIdentity(
                name, source, tensorSchema(names.size()), tensorProfile(count, names.size()), digests);
    }

    /** MLflow's schema of a matrix of 32-bit floats. */
    public static Map<String, ?> tensorSchema(long columns) {
        Map<String, @Nullable Object> spec = new LinkedHashMap<>();
        spec.put(
                "features",
                Json.write(ModelSchema.Tensors.of("float32", -1, columns).toJsonValue()));
        spec.put("targets", null);
        return Map.of("mlflow_tensorspec", spec);
    }

    /** MLflow's profile of a matrix of 32-bit floats. */
    public static Map<String, ?> tensorProfile(long rows, long columns) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("features_shape", List.of(rows, columns));
        profile.put("features_size", rows * columns);
        profile.put("features_nbytes", rows * columns * Float.BYTES);
        return profile;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The features. */
    public FloatRows rows() {
        return rows;
    }

    /** The labels, one per row; the array itself. */
    public Optional<float[]> labels() {
        return Optional.ofNullable(labels);
    }

    /** The weights, one per row; the array itself. */
    public Optional<float[]> weights() {
        return Optional.ofNullable(weights);
    }

    @Override
    public int rowCount() {
        return rows.rowCount();
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public double number(int row, int column) {
        return rows.number(row, column);
    }

    @Override
    public @Nullable String text(int row, int column) {
        return rows.text(row, column);
    }

    /** Collects the parts; not thread-safe. */
    public static final class Builder {

        private final String name;
        private final FloatRows rows;
        private DatasetSource source = DatasetSource.code();
        private float @Nullable [] labels;
        private float @Nullable [] weights;

        private Builder(String name, FloatRows rows) {
            this.name = name;
            this.rows = rows;
        }

        /** One label per row; default none. */
        public Builder labels(float[] values) {
            this.labels = values;
            return this;
        }

        /** One weight per row; default none. */
        public Builder weights(float[] values) {
            this.weights = values;
            return this;
        }

        /** Where the data came from; default {@link DatasetSource#code()}. */
        public Builder source(DatasetSource value) {
            this.source = value;
            return this;
        }

        /**
         * The dataset.
         *
         * @throws IllegalArgumentException when the name is blank, or there is not one label or weight per row
         */
        public FloatDataset build() {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A dataset needs a name.");
            }
            check("label", labels);
            check("weight", weights);
            return new FloatDataset(this);
        }

        private void check(String what, float @Nullable [] values) {
            if (values != null && values.length != rows.rowCount()) {
                throw new IllegalArgumentException("Dataset '" + name + "' has " + rows.rowCount() + " rows but "
                        + values.length + " " + what + "s; give one " + what + " per row.");
            }
        }
    }
}
