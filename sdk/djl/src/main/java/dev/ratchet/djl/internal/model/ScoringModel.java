/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.engine.EngineException;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.Normalization;
import dev.ratchet.model.Column;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded block that scores rows. Threads score at the same time, as parameters are only read and everything else
 * belongs to one call; closing waits for them, as it takes the native memory away.
 */
public final class ScoringModel implements Model {

    /** Bounds the memory that the layers need at once; how a batch is cut may change the last bits of its scores. */
    private static final int ROWS_AT_ONCE = 256;

    private final ModelPackage source;
    private final ai.djl.Model model;
    private final Forward forward;
    private final float[] mean;
    private final float[] std;
    private final @Nullable URLClassLoader loader;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Takes over the model and the class loader of its code, where it has any.
     *
     * @param forward the block and what is applied after it
     */
    public ScoringModel(
            ModelPackage source,
            ai.djl.Model model,
            Forward forward,
            @Nullable Normalization normalization,
            @Nullable URLClassLoader loader) {
        this.source = source;
        this.model = model;
        this.forward = forward;
        this.mean = normalization == null ? new float[0] : floats(normalization.mean());
        this.std = normalization == null ? new float[0] : floats(normalization.std());
        this.loader = loader;
    }

    private static float[] floats(List<Float> list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i);
        }
        return floats;
    }

    @Override
    public ModelPackage source() {
        return source;
    }

    @Override
    public float[][] predict(ModelInput rows) {
        ModelInput input = source.enforced(rows);
        int[] positions = positions(input);
        float[][] scores = new float[input.rowCount()][];
        lock.readLock().lock();
        try {
            if (closed) {
                throw new RatchetException("The model was closed; load it again to score.");
            }
            for (int start = 0; start < scores.length; start += ROWS_AT_ONCE) {
                int end = Math.min(scores.length, start + ROWS_AT_ONCE);
                float[][] part = forward.rows(model.getNDManager(), values(input, positions, start, end));
                System.arraycopy(part, 0, scores, start, end - start);
            }
            return scores;
        } catch (EngineException e) {
            throw new RatchetException(source + " cannot score the rows: " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private int[] positions(ModelInput input) {
        List<String> names = source.signature().map(ModelSignature::inputColumns).orElse(List.of()).stream()
                .map(Column::name)
                .toList();
        if (names.isEmpty()) {
            names = input.columns().stream().map(Column::name).toList();
        }
        List<String> wrong = new ArrayList<>();
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = input.indexOf(names.get(i));
            if (positions[i] >= 0 && !input.columns().get(positions[i]).type().isNumeric()) {
                wrong.add("column '" + names.get(i) + "' is not numeric");
            }
        }
        if (positions.length != forward.width()) {
            wrong.add("the block takes " + forward.width() + " values for a row (shape " + forward.row()
                    + "), but there are " + positions.length + " columns");
        }
        if (!wrong.isEmpty()) {
            throw new RatchetException("The rows do not fit " + source + ": " + String.join("; ", wrong) + ".");
        }
        return positions;
    }

    private float[] values(ModelInput input, int[] positions, int start, int end) {
        int width = positions.length;
        float[] values = new float[(end - start) * width];
        for (int row = start; row < end; row++) {
            for (int column = 0; column < width; column++) {
                float value = positions[column] < 0 ? Float.NaN : (float) input.number(row, positions[column]);
                values[(row - start) * width + column] = normalized(value, column);
            }
        }
        return values;
    }

    private float normalized(float value, int column) {
        int at = mean.length == 1 ? 0 : column;
        return mean.length == 0 ? value : (value - mean[at]) / std[at];
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            model.close();
            if (loader != null) {
                loader.close();
            }
        } catch (IOException e) {
            throw new RatchetException("The jars of " + source + " cannot be closed: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
