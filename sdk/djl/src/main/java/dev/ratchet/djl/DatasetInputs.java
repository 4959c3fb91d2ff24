/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.dataset.RandomAccessDataset;
import dev.ratchet.Run;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.djl.internal.track.DatasetFacts;
import dev.ratchet.djl.internal.track.Problems;
import dev.ratchet.djl.internal.track.RecordsDigest;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names the data of one training in its run, once. Used by one thread. */
final class DatasetInputs {

    private static final String UNDIGESTED = "ratchet.dataset.undigested.";

    private final Run run;
    private final AutologDjlOptions options;
    private final Problems problems;
    private boolean logged;
    private boolean batchSize;
    private boolean size;
    private @Nullable DatasetIdentity trained;
    private @Nullable DatasetIdentity validated;

    DatasetInputs(Run run, AutologDjlOptions options, Problems problems) {
        this.run = run;
        this.options = options;
        this.problems = problems;
    }

    /** Whether the sampler said how large a batch is. */
    boolean knowBatchSize() {
        return batchSize;
    }

    /** Whether the data set said how many records it has. */
    boolean knowSize() {
        return size;
    }

    @Nullable
    DatasetIdentity identity(boolean validation) {
        return validation ? validated : trained;
    }

    void log(Dataset training, @Nullable Dataset validation, NDManager manager) {
        if (logged) {
            return;
        }
        logged = true;
        problems.guard("the data sets' settings are not logged", () -> facts(training, validation));
        if (options.logDatasets()) {
            trained = input(training, "train", "training", manager);
            if (validation == training && trained != null) {
                validated = run.logInput(trained, "validation");
            } else {
                validated = validation == null ? null : input(validation, "validation", "validation", manager);
            }
        }
    }

    private void facts(Dataset training, @Nullable Dataset validation) throws Exception {
        training.prepare();
        Map<String, String> params = new LinkedHashMap<>(DatasetFacts.of("train_dataset", training));
        size = params.containsKey("train_dataset.size");
        Integer ofBatch = DatasetFacts.batchSize(training);
        if (ofBatch != null) {
            batchSize = true;
            params.put("batch_size", String.valueOf(ofBatch));
        }
        if (validation == null) {
            params.put("validate_dataset", "None");
        } else {
            validation.prepare();
            params.putAll(DatasetFacts.of("validate_dataset", validation));
        }
        run.logParams(params);
    }

    private @Nullable DatasetIdentity input(Dataset dataset, String name, String context, NDManager manager) {
        try {
            if (dataset instanceof TrackedDataset tracked) {
                return run.logInput(tracked.identity(), context);
            }
            if (dataset instanceof RandomAccessDataset records) {
                RecordsDigest.Pass pass = RecordsDigest.of(records, name, manager, options.digestLimitBytes());
                if (!pass.whole()) {
                    run.setTag(
                            UNDIGESTED + name,
                            String.format(
                                    Locale.ROOT,
                                    "no content digest of '%s': about %d MiB, the limit is %d MiB; use a TrackedDataset, or"
                                            + " raise AutologDjlOptions.digestLimitBytes",
                                    name,
                                    pass.bytes() >> 20,
                                    options.digestLimitBytes() >> 20));
                }
                return run.logInput(pass.identity(), context);
            }
            run.setTag(
                    UNDIGESTED + name,
                    "no digest of '" + name + "': " + dataset.getClass().getSimpleName()
                            + " is no RandomAccessDataset, so its records cannot be read in order");
        } catch (Exception e) {
            problems.say("the data set '" + name + "' is not named as an input", String.valueOf(e.getMessage()));
        }
        return null;
    }
}
