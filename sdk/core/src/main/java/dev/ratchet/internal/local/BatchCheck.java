/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RefusedException;
import dev.ratchet.store.Batch;
import dev.ratchet.store.BatchLimits;

/** Refuses a batch as MLflow does, before anything of it is written. */
final class BatchCheck {

    private BatchCheck() {}

    static void check(String runId, Batch batch, RunState state, BatchLimits limits) {
        atMost(batch.metrics().size(), limits.metrics(), "metrics");
        atMost(batch.params().size(), limits.params(), "params");
        atMost(batch.tags().size(), limits.tags(), "tags");
        atMost(batch.size(), limits.total(), "entries");
        batch.metrics().forEach(point -> MlflowNames.checkKey("metric", point.key()));
        batch.tags().keySet().forEach(key -> MlflowNames.checkKey("tag", key));
        batch.params().forEach((key, value) -> {
            MlflowNames.checkKey("param", key);
            String first = state.firstParam(key);
            if (first != null && !first.equals(value)) {
                throw new RefusedException("Changing param values is not allowed: '" + key + "' of run " + runId
                        + " is '" + first + "', the new value is '" + value + "'.");
            }
        });
    }

    private static void atMost(int size, int limit, String what) {
        if (size > limit) {
            throw new RefusedException("A batch has at most " + limit + " " + what + ", but got " + size + ".");
        }
    }
}
