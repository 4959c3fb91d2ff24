/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

/**
 * What autologging logs of a DJL training. Immutable; safe to share between trainings.
 *
 * <pre>{@code
 * AutologDjlOptions options =
 *     AutologDjlOptions.builder().everyBatches(50).checkpoints(Checkpoints.every(5)).build();
 * }</pre>
 */
public final class AutologDjlOptions {

    private static final AutologDjlOptions DEFAULTS = builder().build();

    private final int everyBatches;
    private final boolean gradientNorms;
    private final boolean logDatasets;
    private final long digestLimitBytes;
    private final Checkpoints checkpoints;

    private AutologDjlOptions(Builder builder) {
        this.everyBatches = builder.everyBatches;
        this.gradientNorms = builder.gradientNorms;
        this.logDatasets = builder.logDatasets;
        this.digestLimitBytes = builder.digestLimitBytes;
        this.checkpoints = builder.checkpoints;
    }

    /** Params, values of each epoch, the network's summary, datasets with digests. Equals {@code builder().build()}. */
    public static AutologDjlOptions defaults() {
        return DEFAULTS;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these options. */
    public Builder toBuilder() {
        return builder()
                .everyBatches(everyBatches)
                .gradientNorms(gradientNorms)
                .logDatasets(logDatasets)
                .digestLimitBytes(digestLimitBytes)
                .checkpoints(checkpoints);
    }

    /** After how many batches the values of the last one are logged; 0 for never. */
    public int everyBatches() {
        return everyBatches;
    }

    /** Whether the length of the gradient is computed for each batch. */
    public boolean gradientNorms() {
        return gradientNorms;
    }

    /** Whether the data sets are named as dataset inputs. */
    public boolean logDatasets() {
        return logDatasets;
    }

    /** How large a data set may be to be read whole for its digest. */
    public long digestLimitBytes() {
        return digestLimitBytes;
    }

    /** Which checkpoints are kept. */
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Collects the options; not thread-safe. */
    public static final class Builder {

        private int everyBatches;
        private boolean gradientNorms;
        private boolean logDatasets = true;
        private long digestLimitBytes = 1L << 30;
        private Checkpoints checkpoints = Checkpoints.none();

        private Builder() {}

        /**
         * Also logs the values of a single batch, {@code train_all_<evaluator>}, every so many batches; their steps count
         * batches. Default 0, never.
         */
        public Builder everyBatches(int batches) {
            this.everyBatches = batches;
            return this;
        }

        /**
         * Computes the gradient's Euclidean norm for each batch and logs {@code gradient_norm}, the mean over the epoch,
         * and {@code gradient_norm_max}. It reads one number per parameter from the device, so it costs time; default no.
         * With several devices it is the first one's share.
         */
        public Builder gradientNorms(boolean log) {
            this.gradientNorms = log;
            return this;
        }

        /** Whether to name the data sets as dataset inputs; default yes. */
        public Builder logDatasets(boolean log) {
            this.logDatasets = log;
            return this;
        }

        /**
         * Up to which size a {@code RandomAccessDataset} is read whole, once, record by record, before the first epoch, so
         * that it has a digest; default 1 GiB. A larger one gets an outline of at most 100 records, and the run says so;
         * where that shows only while reading, as later records are larger, up to this size is read first. 0 for
         * outlines only. A {@link TrackedDataset} knows its digest and is not read.
         */
        public Builder digestLimitBytes(long bytes) {
            this.digestLimitBytes = bytes;
            return this;
        }

        /** Which checkpoints to keep; default none. */
        public Builder checkpoints(Checkpoints kept) {
            this.checkpoints = kept;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when a number is negative
         */
        public AutologDjlOptions build() {
            if (everyBatches < 0) {
                throw new IllegalArgumentException(
                        "everyBatches < 0: " + everyBatches + ". Give 0 for values of epochs only.");
            }
            if (digestLimitBytes < 0) {
                throw new IllegalArgumentException(
                        "digestLimitBytes < 0: " + digestLimitBytes + ". Give 0 for outlines only.");
            }
            return new AutologDjlOptions(this);
        }
    }
}
