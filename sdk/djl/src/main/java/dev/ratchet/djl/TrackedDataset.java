/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.RandomAccessDataset;
import dev.ratchet.RatchetException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.djl.internal.track.TableRows;
import dev.ratchet.model.Column;
import dev.ratchet.model.FloatRows;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table, or any dataset of Ratchet's, as a DJL data set that knows which data it holds: its name, source and digests go
 * into the run. Each record has the features as one array of 32-bit floats and the label as one number. Texts become the
 * position of their category in alphabetical order, a text label so the number of its class.
 *
 * <pre>{@code
 * try (TrackedDataset train = TrackedDataset.builder(table, "digit")
 *             .setSampling(64, true)
 *             .optShape(new Shape(1, 8, 8))
 *             .build();
 *         TrackedDataset validation = train.like(other).setSampling(64, false).build()) { ... }
 * }</pre>
 *
 * <p>The values are copied to native memory, which {@link #close()} frees. Read it by one thread at a time, as
 * {@code ArrayDataset}.
 */
public final class TrackedDataset extends ArrayDataset implements AutoCloseable {

    private static final int EXAMPLE_ROWS = 5;

    private final NDManager manager;
    private final DatasetIdentity identity;
    private final List<String> names;
    private final Map<String, List<String>> dictionaries;
    private final String label;
    private final Shape shape;
    private final float missing;
    private final float[] first;

    private TrackedDataset(Builder builder, TableRows rows, DatasetIdentity identity) {
        super(builder);
        FloatDataset floats = rows.features();
        this.names = floats.columns().stream().map(Column::name).toList();
        this.dictionaries = rows.dictionaries();
        this.label = builder.label;
        this.identity = identity;
        this.missing = builder.missing;
        this.shape = builder.shape != null ? builder.shape : new Shape(names.size());
        float[] values = floats.rows().values();
        this.first = Arrays.copyOf(values, Math.min(values.length, EXAMPLE_ROWS * names.size()));
        this.manager = builder.manager != null
                ? builder.manager.newSubManager()
                : Engine.getInstance().newBaseManager();
        this.data = new NDArray[] {manager.create(values, new Shape(floats.rowCount()).addAll(shape))};
        if (floats.labels().isPresent()) {
            this.labels = new NDArray[] {manager.create(floats.labels().get())};
        }
    }

    /** Begins with the columns of a dataset: {@code label} becomes the label, every other column a feature, in order. */
    public static Builder builder(Dataset data, String label) {
        return new Builder(data, label);
    }

    /** Begins with rows of floats and the labels that they have. */
    public static Builder builder(FloatDataset data) {
        return new Builder(data, null);
    }

    /**
     * Begins another data set in the shape of this one, such as the validation data: the same features in the same order,
     * the same numbers for the same categories, the same shape of a record. Its sampling is its own.
     */
    public Builder like(Dataset data) {
        Builder builder = new Builder(data, label.isEmpty() ? null : label);
        builder.pattern = this;
        return builder.optShape(shape).optMissing(missing);
    }

    /** Who this data is. */
    public DatasetIdentity identity() {
        return identity;
    }

    /** The names of the features in order. */
    public List<String> featureNames() {
        return names;
    }

    /** The names of the label's classes in order of their numbers; empty when the label is a number. */
    public List<String> classes() {
        return dictionaries.getOrDefault(label, List.of());
    }

    /** The categories of each text feature in order of their numbers; empty when there are none. */
    public Map<String, List<String>> dictionaries() {
        Map<String, List<String>> ofFeatures = new LinkedHashMap<>(dictionaries);
        ofFeatures.remove(label);
        return ofFeatures;
    }

    /** What stands in for a feature's missing values; NaN where they are refused. */
    public float missing() {
        return missing;
    }

    /** The first rows, at most five, as the network sees them. */
    public FloatRows firstRows() {
        return FloatRows.of(names, first);
    }

    /** Frees the native memory; idempotent. */
    @Override
    public void close() {
        manager.close();
    }

    /** Collects what DJL's data sets are set to ({@code setSampling}, ...); not thread-safe. */
    public static final class Builder extends RandomAccessDataset.BaseBuilder<Builder> {

        private final Dataset source;
        private final String label;
        private @Nullable TrackedDataset pattern;
        private @Nullable Shape shape;
        private @Nullable NDManager manager;
        private float missing = Float.NaN;

        private Builder(Dataset source, @Nullable String label) {
            this.source = source;
            this.label = label == null ? "" : label;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** The shape of one record's features, such as {@code new Shape(1, 8, 8)}; default one dimension. */
        public Builder optShape(Shape ofRecord) {
            this.shape = ofRecord;
            return this;
        }

        /** What stands in for a feature's missing values; default none: they are refused. */
        public Builder optMissing(float value) {
            this.missing = value;
            return this;
        }

        /** The manager whose engine and device hold the values; default the default engine's. */
        public Builder optManager(NDManager holder) {
            this.manager = holder;
            return this;
        }

        /**
         * The data set.
         *
         * @throws RatchetException when columns are missing or of another type, a value is missing, a category is new, a
         *     row does not fit the shape, or a limit is set, with what to do
         */
        public TrackedDataset build() {
            String name = source.identity().name();
            if (sampler == null) {
                throw new RatchetException(
                        "Dataset '" + name + "' has no sampling. Call setSampling(batchSize, random).");
            }
            if (limit < source.rowCount()) {
                throw new RatchetException("Dataset '" + name + "' has " + source.rowCount() + " rows, but optLimit is "
                        + limit + ": its identity would be of other data. Take the rows before it becomes a data set.");
            }
            TableRows rows = rows();
            int features = rows.features().columns().size();
            if (shape != null && shape.size() != features) {
                throw new RatchetException("Shape " + shape + " has " + shape.size() + " values, but a row of '" + name
                        + "' has " + features + ".");
            }
            return new TrackedDataset(this, rows, identity(rows.features()));
        }

        private TableRows rows() {
            if (label.isEmpty() && source instanceof FloatDataset floats) {
                if (pattern != null
                        && !pattern.names.equals(
                                floats.columns().stream().map(Column::name).toList())) {
                    throw new RatchetException("Dataset '" + floats.name() + "' has other features than '"
                            + pattern.identity.name() + "'.");
                }
                return TableRows.of(floats, missing);
            }
            if (label.isEmpty()) {
                throw new RatchetException(
                        "The other data set was made of rows of floats, so it does not know which column"
                                + " is the label; make both by TrackedDataset.builder(dataset, label).");
            }
            TrackedDataset like = pattern;
            return TableRows.of(
                    source, label, like == null ? null : like.names, like == null ? null : like.dictionaries, missing);
        }

        /** The dataset's own digests behind that of what the network sees, and what the dataset has to say of itself. */
        private DatasetIdentity identity(FloatDataset floats) {
            DatasetIdentity own = floats.identity();
            DatasetIdentity given = source.identity().described(label);
            List<DatasetDigest> digests = new ArrayList<>(given.digests());
            digests.removeIf(digest -> own.digest(digest.kind()).isPresent());
            digests.addAll(own.digests());
            Map<String, Object> profile = new LinkedHashMap<>(given.profile());
            profile.putAll(own.profile());
            Map<String, ?> schema = given.schema().containsKey("mlflow_colspec") ? given.schema() : own.schema();
            return new DatasetIdentity(own.name(), own.source(), schema, profile, digests, given.describer());
        }
    }
}
