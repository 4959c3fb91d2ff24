/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.Column;
import dev.ratchet.model.FloatRows;
import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link DMatrix} that knows which data it holds: its name, source and digests go into the run, its first rows into
 * the model package. NaN is missing. The identity is computed from the data when the matrix is made; a setter called
 * later changes it. As with every {@code DMatrix}, do not use it from several threads while it is changed.
 *
 * <pre>{@code
 * try (TrackedMatrix train = TrackedMatrix.of("wdbc-train", FloatRows.of(names, values), labels)) {
 *     Booster booster = AutologXGBoost.train(run, train, params, 200, Map.of("train", train), null, null);
 * }
 * }</pre>
 */
public final class TrackedMatrix extends DMatrix implements AutoCloseable {

    private static final int EXAMPLE_ROWS = 5;

    private final DatasetColumns columns;
    private final DatasetIdentity made;
    private final FloatRows firstRows;
    private boolean changed;

    private TrackedMatrix(DatasetColumns columns, DatasetIdentity identity) throws XGBoostError {
        super(
                columns.features().rows().values(),
                columns.features().rowCount(),
                columns.features().columns().size(),
                Float.NaN);
        this.columns = columns.withoutValues(EXAMPLE_ROWS);
        this.made = identity;
        this.firstRows = this.columns.features().rows();
        List<String> names = featureNames();
        super.setFeatureNames(names.toArray(String[]::new));
        if (names.stream().anyMatch(columns.dictionaries()::containsKey)) {
            super.setFeatureTypes(names.stream()
                    .map(name -> columns.dictionaries().containsKey(name) ? "c" : "q")
                    .toArray(String[]::new));
        }
        FloatDataset features = columns.features();
        if (features.labels().isPresent()) {
            super.setLabel(features.labels().get());
        }
        if (features.weights().isPresent()) {
            super.setWeight(features.weights().get());
        }
    }

    /**
     * Rows of floats with labels.
     *
     * @param name the dataset's name in MLflow
     * @param labels one per row, finite
     * @throws IllegalArgumentException when there is not one label per row
     * @throws RatchetException when a value is not allowed, with row and column
     */
    public static TrackedMatrix of(String name, FloatRows rows, float[] labels) {
        return of(FloatDataset.builder(name, rows).labels(labels).build());
    }

    /**
     * Rows of floats with the labels and weights that they have.
     *
     * @throws RatchetException when a value is infinite, a label is not finite or a weight is negative, with its row
     */
    public static TrackedMatrix of(FloatDataset data) {
        return create(new DatasetColumns(data, Map.of(), ""), data.identity());
    }

    /**
     * The columns of a dataset: {@code label} becomes the label, every other column a feature, in the dataset's order.
     * Texts become categories, numbered in alphabetical order; so does a text label. For a validation matrix of the
     * same columns use {@link #like}, so that the numbers are the same. What the dataset has to say beside its identity,
     * such as its profile and how it was split, is found now, and logged by runs that use the matrix.
     *
     * @throws RatchetException when there is no such column, or a column is neither number, boolean nor text
     */
    public static TrackedMatrix of(Dataset data, String label) {
        return create(data, DatasetColumns.of(data, label));
    }

    /**
     * Another dataset in the shape of this matrix: the same features in the same order, the same label column, the same
     * numbers for the same categories.
     *
     * @throws RatchetException when a column is missing or a category is new, with every problem in one message
     */
    public TrackedMatrix like(Dataset data) {
        if (columns.label().isEmpty()) {
            throw new RatchetException("This matrix was made of rows of floats, so it does not know which column is the"
                    + " label; make the other one by TrackedMatrix.of, too.");
        }
        return create(data, DatasetColumns.of(data, columns.label(), featureNames(), columns.dictionaries()));
    }

    /**
     * Named columns keep their schema, and their digest comes first, so that the data is the same in MLflow whatever it is
     * trained with. All else that there is to be said about the data is found now, because it may be gone when a run uses
     * the matrix.
     */
    private static TrackedMatrix create(Dataset data, DatasetColumns columns) {
        DatasetIdentity own = columns.features().identity();
        DatasetIdentity given = data.identity().described(columns.label());
        List<DatasetDigest> digests = new ArrayList<>(given.digests());
        digests.removeIf(digest -> own.digest(digest.kind()).isPresent());
        digests.addAll(own.digests());
        Map<String, Object> profile = new LinkedHashMap<>(given.profile());
        profile.putAll(own.profile());
        Map<String, ?> schema = given.schema().containsKey("mlflow_colspec") ? given.schema() : own.schema();
        return create(
                columns, new DatasetIdentity(own.name(), own.source(), schema, profile, digests, given.describer()));
    }

    private static TrackedMatrix create(DatasetColumns columns, DatasetIdentity identity) {
        MatrixValues.check(columns.features());
        NativeLibrary.require();
        try {
            return new TrackedMatrix(columns, identity);
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "XGBoost refuses the data of '" + identity.name() + "': "
                            + Guards.withoutNativeStack(e).getMessage(),
                    e);
        }
    }

    /**
     * Who this data is. After a setter was called the digest is that of the matrix as XGBoost saves it, in place of the
     * one over names, values, labels and weights.
     */
    public DatasetIdentity identity() {
        if (!changed) {
            return made;
        }
        try {
            Guards.open(this, "The matrix of '" + made.name() + "'");
            List<DatasetDigest> digests = new ArrayList<>(List.of(MatrixIdentity.content(this)));
            made.digest(FloatDataset.PYTHON_DIGEST_KIND).ifPresent(digests::add);
            return new DatasetIdentity(
                    made.name(), made.source(), made.schema(), made.profile(), digests, made.describer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the features in order. */
    public List<String> featureNames() {
        return firstRows.columns().stream().map(Column::name).toList();
    }

    /** The categories of each text feature in order of their codes; empty when there are none. */
    public Map<String, List<String>> dictionaries() {
        Map<String, List<String>> ofFeatures = new LinkedHashMap<>(columns.dictionaries());
        ofFeatures.remove(columns.label());
        return ofFeatures;
    }

    /** The first rows, at most five, as the model sees them: categories as codes. */
    public FloatRows firstRows() {
        return firstRows;
    }

    /** Refuses watches whose features or categories do not line up with those of the training matrix. */
    static void checkAlike(DMatrix train, Map<String, DMatrix> watches) {
        if (!(train instanceof TrackedMatrix tracked)) {
            return;
        }
        watches.forEach((watch, matrix) -> {
            if (matrix instanceof TrackedMatrix other
                    && !(tracked.featureNames().equals(other.featureNames())
                            && tracked.columns.dictionaries().equals(other.columns.dictionaries()))) {
                throw new RatchetException("The matrix of watch '" + watch
                        + "' has other features or other categories than the training matrix, so its metrics would be"
                        + " wrong. Make it by train.like(dataset).");
            }
        });
    }

    @Override
    public void setLabel(float @Nullable [] labels) throws XGBoostError {
        super.setLabel(onePerRow("label", labels));
        changed = true;
    }

    @Override
    public void setWeight(float @Nullable [] weights) throws XGBoostError {
        super.setWeight(onePerRow("weight", weights));
        changed = true;
    }

    @Override
    public void setBaseMargin(float @Nullable [] margins) throws XGBoostError {
        Guards.open(this, "The matrix of '" + made.name() + "'");
        if (margins == null) {
            throw new RatchetException("The base margins of '" + made.name() + "' are null.");
        }
        super.setBaseMargin(margins);
        changed = true;
    }

    @Override
    public void setGroup(int @Nullable [] sizes) throws XGBoostError {
        Guards.open(this, "The matrix of '" + made.name() + "'");
        if (sizes == null || Arrays.stream(sizes).asLongStream().sum() != rowNum()) {
            throw new RatchetException("The group sizes of '" + made.name() + "' must add up to its " + rowNum()
                    + " rows, but they are "
                    + (sizes == null
                            ? "null"
                            : Arrays.stream(sizes).asLongStream().sum())
                    + " rows.");
        }
        super.setGroup(sizes);
        changed = true;
    }

    @Override
    public void setQueryId(int @Nullable [] ids) throws XGBoostError {
        if (ids == null || ids.length != rowNum()) {
            throw new RatchetException("'" + made.name() + "' needs one query id per row, " + rowNum() + ", but got "
                    + (ids == null ? "null" : String.valueOf(ids.length)) + ".");
        }
        super.setQueryId(ids);
        changed = true;
    }

    private float[] onePerRow(String what, float @Nullable [] values) throws XGBoostError {
        Guards.open(this, "The matrix of '" + made.name() + "'");
        if (values == null || values.length != rowNum()) {
            throw new RatchetException("'" + made.name() + "' needs one " + what + " per row, " + rowNum()
                    + ", but got " + (values == null ? "null" : String.valueOf(values.length)) + ".");
        }
        return values;
    }

    /** Frees the native memory; idempotent. */
    @Override
    public void close() {
        dispose();
    }
}
