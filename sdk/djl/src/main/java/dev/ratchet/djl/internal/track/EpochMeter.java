/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts and times the batches of an epoch. Used by one thread. */
public final class EpochMeter {

    private final LongSupplier nanos;
    private long begin;
    private long first;
    private long last;
    private long samples;
    private long samplesAfterFirst;
    private int batches;
    private int validationBatches;

    /** Measures by a clock of nanoseconds. */
    public EpochMeter(LongSupplier nanos) {
        this.nanos = nanos;
        begin();
    }

    /** Begins an epoch. */
    public void begin() {
        begin = nanos.getAsLong();
        samples = 0;
        samplesAfterFirst = 0;
        batches = 0;
        validationBatches = 0;
    }

    /** Takes note of a training batch that is done. */
    public void trainingBatch(int size) {
        last = nanos.getAsLong();
        if (batches++ == 0) {
            first = last;
        } else {
            samplesAfterFirst += size;
        }
        samples += size;
    }

    /** Takes note of a validation batch. */
    public void validationBatch() {
        validationBatches++;
    }

    /** The training batches of this epoch so far. */
    public int batches() {
        return batches;
    }

    /** Whether this epoch was validated. */
    public boolean validated() {
        return validationBatches > 0;
    }

    /**
     * {@code epoch_seconds} with validation, and {@code samples_per_second} of training: from the first batch's end to the
     * last one's, so that what happens once before the first batch does not count.
     */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("epoch_seconds", (nanos.getAsLong() - begin) / 1e9);
        double seconds = (samplesAfterFirst > 0 ? last - first : last - begin) / 1e9;
        long counted = samplesAfterFirst > 0 ? samplesAfterFirst : samples;
        if (counted > 0 && seconds > 0) {
            values.put("samples_per_second", counted / seconds);
        }
        return values;
    }
}
