/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What autologging logs. Immutable; safe to share between trainings.
 *
 * <pre>{@code
 * AutologOptions options = AutologOptions.builder().snapshotEvery(50).logModels(false).build();
 * }</pre>
 */
public final class AutologOptions {

    private static final AutologOptions DEFAULTS = builder().build();

    private final boolean logModels;
    private final boolean logDatasets;
    private final Set<ImportanceType> importanceTypes;
    private final int snapshotEvery;
    private final String modelName;
    private final @Nullable String registeredModelName;
    private final @Nullable ModelInput inputExample;
    private final @Nullable ModelSignature signature;
    private final long digestLimitBytes;

    private AutologOptions(Builder builder) {
        this.logModels = builder.logModels;
        this.logDatasets = builder.logDatasets;
        this.importanceTypes = Collections.unmodifiableSet(builder.importanceTypes.clone());
        this.snapshotEvery = builder.snapshotEvery;
        this.modelName = builder.modelName;
        this.registeredModelName = builder.registeredModelName;
        this.inputExample = builder.inputExample;
        this.signature = builder.signature;
        this.digestLimitBytes = builder.digestLimitBytes;
    }

    /** The model, the datasets, importances by weight; no snapshots. Equals {@code builder().build()}. */
    public static AutologOptions defaults() {
        return DEFAULTS;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.logModels = logModels;
        builder.logDatasets = logDatasets;
        builder.importanceTypes(importanceTypes);
        builder.snapshotEvery = snapshotEvery;
        builder.modelName = modelName;
        builder.registeredModelName = registeredModelName;
        builder.inputExample = inputExample;
        builder.signature = signature;
        builder.digestLimitBytes = digestLimitBytes;
        return builder;
    }

    /** Whether the trained model is logged. */
    public boolean logModels() {
        return logModels;
    }

    /** Whether the matrices are named as dataset inputs. */
    public boolean logDatasets() {
        return logDatasets;
    }

    /** The importances to log, may be none. */
    public Set<ImportanceType> importanceTypes() {
        return importanceTypes;
    }

    /** After how many rounds a snapshot is logged; 0 for never. */
    public int snapshotEvery() {
        return snapshotEvery;
    }

    /** The name of the logged model. */
    public String modelName() {
        return modelName;
    }

    /** The registered model of which a version is made, if one is. */
    public Optional<String> registeredModelName() {
        return Optional.ofNullable(registeredModelName);
    }

    /** The rows that become the package's input example in place of the first training rows. */
    public Optional<ModelInput> inputExample() {
        return Optional.ofNullable(inputExample);
    }

    /** The signature in place of the inferred one. */
    public Optional<ModelSignature> signature() {
        return Optional.ofNullable(signature);
    }

    /** How large a plain matrix may be, as saved, to be digested. */
    public long digestLimitBytes() {
        return digestLimitBytes;
    }

    /** Collects the options; not thread-safe. */
    public static final class Builder {

        private boolean logModels = true;
        private boolean logDatasets = true;
        private EnumSet<ImportanceType> importanceTypes = EnumSet.of(ImportanceType.WEIGHT);
        private int snapshotEvery;
        private String modelName = "model";
        private @Nullable String registeredModelName;
        private @Nullable ModelInput inputExample;
        private @Nullable ModelSignature signature;
        private long digestLimitBytes = 1L << 30;

        private Builder() {}

        /** Whether to log the trained model; default true. */
        public Builder logModels(boolean log) {
            this.logModels = log;
            return this;
        }

        /** Whether to name the matrices as dataset inputs; default true. */
        public Builder logDatasets(boolean log) {
            this.logDatasets = log;
            return this;
        }

        /** The importances to log; default {@link ImportanceType#WEIGHT}; none for no importances. */
        public Builder importanceTypes(Set<ImportanceType> types) {
            this.importanceTypes = EnumSet.noneOf(ImportanceType.class);
            this.importanceTypes.addAll(types);
            return this;
        }

        /** Logs the booster every so many rounds as {@code snapshots/round-<n>.ubj}; default 0, never. */
        public Builder snapshotEvery(int rounds) {
            this.snapshotEvery = rounds;
            return this;
        }

        /** The name of the logged model, without {@code / : . % " '}; default {@code model}. */
        public Builder modelName(String name) {
            this.modelName = name;
            return this;
        }

        /** Also registers the model as a version under this name; default none. */
        public Builder registeredModelName(String name) {
            this.registeredModelName = name;
            return this;
        }

        /** Rows for the input example; default the first rows of a {@link TrackedMatrix}, else none. */
        public Builder inputExample(ModelInput rows) {
            this.inputExample = rows;
            return this;
        }

        /** The signature; default inferred from the feature names, all of type double. */
        public Builder signature(ModelSignature value) {
            this.signature = value;
            return this;
        }

        /** Up to which size as saved a plain matrix is digested; default 1 GiB; 0 for never. */
        public Builder digestLimitBytes(long bytes) {
            this.digestLimitBytes = bytes;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when a number is negative, the model's name is blank, or a version is wanted
         *     of a model that is not logged
         */
        public AutologOptions build() {
            if (snapshotEvery < 0) {
                throw new IllegalArgumentException(
                        "snapshotEvery < 0: " + snapshotEvery + ". Give 0 for no snapshots.");
            }
            if (digestLimitBytes < 0) {
                throw new IllegalArgumentException(
                        "digestLimitBytes < 0: " + digestLimitBytes + ". Give 0 for no content digests.");
            }
            if (modelName.isBlank()) {
                throw new IllegalArgumentException("modelName is blank; the default is 'model'.");
            }
            if (registeredModelName != null && !logModels) {
                throw new IllegalArgumentException(
                        "registeredModelName '" + registeredModelName + "' needs the model: leave logModels at true.");
            }
            return new AutologOptions(this);
        }
    }
}
