/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A logged model of MLflow 3, as the server has it. Texts are empty where the server tells none.
 *
 * @param id {@code m-} and 32 hexadecimal digits
 * @param experimentId the experiment it belongs to
 * @param name not unique
 * @param type what its maker calls it, mostly empty
 * @param sourceRunId the run that made it
 * @param status whether its files are complete
 * @param artifactUri below which its files lie
 * @param createdTime milliseconds since 1970
 * @param updatedTime milliseconds since 1970
 * @param params params by key
 * @param tags tags by key
 * @param metrics the points that were linked to it, the latest of every key, run and dataset
 */
public record LoggedModel(
        String id,
        String experimentId,
        String name,
        String type,
        String sourceRunId,
        Status status,
        String artifactUri,
        long createdTime,
        long updatedTime,
        Map<String, String> params,
        Map<String, String> tags,
        List<Metric> metrics) {

    /** Copies the collections, in their order. */
    public LoggedModel {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        metrics = List.copyOf(metrics);
    }

    /** Whether a model's files are complete. */
    public enum Status {
        /** Its maker has not said yet. */
        PENDING,
        /** They are. */
        READY,
        /** They could not be uploaded. */
        UPLOAD_FAILED,
        /** One that this release does not know. */
        UNKNOWN
    }

    /**
     * A point that belongs to a model.
     *
     * @param key its name
     * @param value finite or infinite; MLflow keeps NaN as 0 here
     * @param timestamp milliseconds since 1970
     * @param step may be negative
     * @param runId the run that logged it
     * @param datasetName the dataset it was computed on, or empty
     * @param datasetDigest the dataset's digest, or empty
     */
    public record Metric(
            String key,
            double value,
            long timestamp,
            long step,
            String runId,
            String datasetName,
            String datasetDigest) {}
}
