/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.engine.EngineException;
import dev.ratchet.RatchetException;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLClassLoader;
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
    private final RowValues values;
    private final @Nullable URLClassLoader loader;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Takes over the model and the class loader of its code, where it has any.
     *
     * @param forward the block and what is applied after it
     * @param values makes what the block takes
     */
    ScoringModel(
            ModelPackage source,
            ai.djl.Model model,
            Forward forward,
            RowValues values,
            @Nullable URLClassLoader loader) {
        this.source = source;
        this.model = model;
        this.forward = forward;
        this.values = values;
        this.loader = loader;
    }

    @Override
    public ModelPackage source() {
        return source;
    }

    @Override
    public float[][] predict(ModelInput rows) {
        ModelInput input = source.enforced(rows);
        List<RowValues.Source> columns = values.columns(input);
        float[][] scores = new float[input.rowCount()][];
        lock.readLock().lock();
        try {
            if (closed) {
                throw new RatchetException("The model was closed; load it again to score.");
            }
            for (int start = 0; start < scores.length; start += ROWS_AT_ONCE) {
                int end = Math.min(scores.length, start + ROWS_AT_ONCE);
                float[][] part = forward.rows(model.getNDManager(), values.of(input, columns, start, end));
                System.arraycopy(part, 0, scores, start, end - start);
            }
            return scores;
        } catch (EngineException e) {
            throw new RatchetException(source + " cannot score the rows: " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
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
