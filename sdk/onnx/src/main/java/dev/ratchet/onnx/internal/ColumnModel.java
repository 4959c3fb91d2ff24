/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A loaded ONNX model that reads its inputs from columns. Several threads score at once. */
public final class ColumnModel implements Model {

    private static final int VALUES_AT_ONCE = 1 << 22;

    private final ModelPackage source;
    private final Session session;
    private final Scores scores;

    /**
     * Takes over a session.
     *
     * @throws RatchetException when the graph gives no numbers, or the columns of the signature do not fit its inputs
     */
    public ColumnModel(ModelPackage source, Session session) {
        this.source = source;
        this.session = session;
        this.scores = Scores.of(session.outputs());
        source.signature().map(ModelSignature::inputs).ifPresent(schema -> {
            if (schema instanceof ModelSchema.Columns columns) {
                bind(new NoRows(columns.columns()));
            }
        });
    }

    @Override
    public ModelPackage source() {
        return source;
    }

    @Override
    public float[][] predict(ModelInput rows) {
        ModelInput input = held(rows);
        List<Feed> feeds = bind(input);
        float[][] all = new float[input.rowCount()][];
        int step = step(feeds, all.length);
        for (int start = 0; start < all.length; start += step) {
            int from = start;
            int to = Math.min(all.length, start + step);
            float[][] some = session.use((environment, open) -> score(environment, open, feeds, input, from, to));
            System.arraycopy(some, 0, all, from, to - from);
        }
        return all;
    }

    /** Tensors take what columns there are; columns follow the rules of MLflow. */
    private ModelInput held(ModelInput rows) {
        boolean tensors = source.signature()
                .filter(known -> known.inputs() instanceof ModelSchema.Tensors)
                .isPresent();
        return tensors ? rows : source.enforced(rows);
    }

    private List<Feed> bind(ModelInput input) {
        Binding binding = new Binding(source, session.inputs());
        List<Feed> feeds = binding.feeds(input);
        if (!binding.problems().isEmpty()) {
            throw new RatchetException(
                    "The rows do not fit " + source + ": " + String.join("; ", binding.problems()) + ".");
        }
        return feeds;
    }

    private int step(List<Feed> feeds, int rows) {
        int width = feeds.stream().mapToInt(feed -> feed.positions().length).sum();
        int step = Math.max(1, VALUES_AT_ONCE / Math.max(1, width));
        for (Feed feed : feeds) {
            long batch = feed.port().batch();
            if (batch > 0 && rows % batch != 0) {
                throw new RatchetException("The rows do not fit " + source + ": the input " + feed.port()
                        + " takes batches of exactly " + batch + " rows, and " + rows
                        + " rows are no multiple of it. Export the model with a free first size (dynamic axes).");
            }
            step = batch > 0 ? (int) batch : step;
        }
        return step;
    }

    private float[][] score(
            OrtEnvironment environment, OrtSession open, List<Feed> feeds, ModelInput input, int from, int to)
            throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Feed feed : feeds) {
                tensors.put(feed.port().name(), feed.tensor(environment, input, from, to));
            }
            try (OrtSession.Result result = open.run(tensors)) {
                return scores.read(result, to - from);
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    /** An input that has columns only. */
    private record NoRows(List<Column> columns) implements ModelInput {

        @Override
        public int rowCount() {
            return 0;
        }

        @Override
        public double number(int row, int column) {
            throw new IndexOutOfBoundsException("There are no rows.");
        }

        @Override
        public @Nullable String text(int row, int column) {
            throw new IndexOutOfBoundsException("There are no rows.");
        }
    }
}
