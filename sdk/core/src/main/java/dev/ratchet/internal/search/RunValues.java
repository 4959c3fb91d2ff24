/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/** What a run has of a field, as MLflow's database has it. */
final class RunValues implements Values<RunRecord> {

    /** Never -0 nor infinite. */
    @Override
    public @Nullable Double number(RunRecord run, Field field) {
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

    @Override
    public @Nullable String text(RunRecord run, Field field) {
        return switch (field.kind()) {
            case PARAM -> run.params().get(field.key());
            case TAG -> run.tags().get(field.key());
            case ATTRIBUTE -> attribute(run, field.key());
            case METRIC, DATASET -> throw new IllegalArgumentException("no text: " + field);
        };
    }

    @Override
    public Stream<String> texts(RunRecord run, Field field) {
        if (field.kind() != Field.Kind.DATASET) {
            return Stream.ofNullable(text(run, field));
        }
        return switch (field.key()) {
            case "name" -> run.inputs().stream().map(DatasetInput::name);
            case "digest" -> run.inputs().stream().map(DatasetInput::digest);
            default -> run.inputs().stream().map(DatasetInput::context).filter(context -> !context.isEmpty());
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
