/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;

/** What a run has of a field, as MLflow's database has it. */
final class RunValues {

    private RunValues() {}

    /** The number, null where there is none; never -0 nor infinite. */
    static @Nullable Double number(RunRecord run, Field field) {
        if (field.kind() == Field.Kind.METRIC) {
            MetricPoint point = run.metrics().get(field.key());
            return point == null ? null : finite(point.value());
        }
        if (field.key().equals(Field.START_TIME)) {
            return (double) run.startTime();
        }
        return run.endTime().isPresent() ? (double) run.endTime().getAsLong() : null;
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value + 0.0;
    }

    /** The text, null where there is none. */
    static @Nullable String text(RunRecord run, Field field) {
        return switch (field.kind()) {
            case PARAM -> run.params().get(field.key());
            case TAG -> run.tags().get(field.key());
            case ATTRIBUTE -> attribute(run, field.key());
            case METRIC, DATASET -> throw new IllegalArgumentException("no text: " + field);
        };
    }

    private static String attribute(RunRecord run, String key) {
        return switch (key) {
            case "run_id" -> run.id();
            case "run_name" -> run.name();
            case "status" -> run.status().name();
            case "artifact_uri" -> run.artifactRoot();
            // MLflow keeps it for clients of old, and Ratchet leaves it empty there as well.
            case "user_id" -> "";
            default -> throw new IllegalArgumentException("no text: " + key);
        };
    }
}
