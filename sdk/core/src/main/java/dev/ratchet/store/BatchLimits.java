/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/**
 * What a store takes in one {@link Batch}.
 *
 * @param metrics points
 * @param metricKeys different keys among the points
 * @param params params
 * @param tags tags
 * @param total entries of all kinds together
 * @param paramLength characters of a param's value
 * @param tagLength characters of a tag's value
 */
public record BatchLimits(
        int metrics, int metricKeys, int params, int tags, int total, int paramLength, int tagLength) {

    /** MLflow's documented limits. */
    public static final BatchLimits MLFLOW = new BatchLimits(1000, 1000, 100, 100, 1000, 6000, 8000);

    /** MLflow's limits on servers that refuse a repeated batch of more than 100 keys (3.5.1 and older). */
    public static final BatchLimits OLDER_MLFLOW = new BatchLimits(1000, 100, 100, 100, 1000, 6000, 8000);
}
