/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.training.dataset.Dataset;
import ai.djl.training.dataset.RandomAccessDataset;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a data set was set to: class, size, sampler, transforms. */
public final class DatasetFacts {

    private DatasetFacts() {}

    /** Params below a prefix, such as {@code train_dataset.size}. */
    public static Map<String, String> of(String prefix, Dataset dataset) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(prefix, Settings.name(dataset));
        if (dataset instanceof RandomAccessDataset known) {
            facts.put(prefix + ".size", String.valueOf(known.size()));
            Object sampler = Settings.field(known, "sampler");
            if (sampler != null) {
                facts.put(prefix + ".sampler", Settings.line(sampler));
            }
            transforms(Settings.field(known, "pipeline"), prefix + ".transforms", facts);
            transforms(Settings.field(known, "targetPipeline"), prefix + ".target_transforms", facts);
        }
        return facts;
    }

    /** The batch size that the sampler was set to; null where it says nothing. */
    public static @Nullable Integer batchSize(Dataset dataset) {
        Object sampler = dataset instanceof RandomAccessDataset ? Settings.field(dataset, "sampler") : null;
        return sampler instanceof ai.djl.training.dataset.Sampler known && known.getBatchSize() > 0
                ? known.getBatchSize()
                : null;
    }

    private static void transforms(@Nullable Object pipeline, String key, Map<String, String> facts) {
        Object transforms = pipeline == null ? null : Settings.field(pipeline, "transforms");
        if (transforms instanceof Iterable<?> all) {
            StringBuilder line = new StringBuilder();
            for (Object one : all) {
                Object transform = one instanceof ai.djl.util.Pair<?, ?> pair ? pair.getValue() : one;
                line.append(line.isEmpty() ? "" : ", ").append(Settings.line(transform));
            }
            facts.put(key, line.toString());
        }
    }
}
