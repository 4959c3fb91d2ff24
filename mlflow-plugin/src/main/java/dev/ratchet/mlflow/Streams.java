/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.client.Rpc;
import dev.ratchet.mlflow.internal.client.RunCalls;
import dev.ratchet.mlflow.internal.client.Slice;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.SearchExperiments;
import org.mlflow.api.proto.Service.SearchRuns;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClientException;

import java.util.List;
import java.util.stream.Stream;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * Searches of any length as streams; from {@link RatchetMlflowClient#streams()}. The first page is asked for at the call,
 * a further one when the stream gets there, and then it may throw, too: a {@link MlflowClientException}. What comes or
 * goes in between may be missed or be seen twice. {@link Pages} makes streams of the official client's pages, {@link
 * RegisteredModels}, {@link ModelVersions} and {@link LoggedModels} have searches of their own. Thread-safe; a stream is
 * for one thread.
 */
public final class Streams {

    private static final int PAGE = 1000;

    private final Rpc rpc;
    private final RunCalls runs;

    Streams(Rpc rpc, RunCalls runs) {
        this.rpc = rpc;
        this.runs = runs;
    }

    /**
     * Experiments.
     *
     * @param filter comparisons such as {@code name LIKE 'churn%'}, joined by AND; empty for all
     * @param orderBy such as {@code name DESC}, the first first; the last updated first where there is none
     */
    public Stream<Experiment> experiments(String filter, ViewType view, String... orderBy) {
        SearchExperiments.Builder search = SearchExperiments.newBuilder()
                .setFilter(filter)
                .setViewType(view)
                .setMaxResults(PAGE)
                .addAllOrderBy(List.of(orderBy));
        return Slice.all(token -> told(() -> {
            SearchExperiments.Response.Builder page = rpc.post(
                    "experiments/search",
                    Rpc.fields(search.setPageToken(token).build()),
                    SearchExperiments.Response.newBuilder());
            return new Slice<>(page.getExperimentsList(), page.getNextPageToken());
        }));
    }

    /**
     * Runs.
     *
     * @param filter comparisons such as {@code metrics.auc > 0.9}, joined by AND; empty for all
     * @param orderBy such as {@code metrics.auc DESC}, the first first; the newest first where there is none
     */
    public Stream<Run> runs(List<String> experimentIds, String filter, ViewType view, String... orderBy) {
        SearchRuns.Builder search = SearchRuns.newBuilder()
                .addAllExperimentIds(experimentIds)
                .setFilter(filter)
                .setRunViewType(view)
                .setMaxResults(PAGE)
                .addAllOrderBy(List.of(orderBy));
        return Slice.all(token -> told(() -> {
            SearchRuns.Response.Builder page = rpc.post(
                    "runs/search", Rpc.fields(search.setPageToken(token).build()), SearchRuns.Response.newBuilder());
            return new Slice<>(page.getRunsList(), page.getNextPageToken());
        }));
    }

    /** Every point of a metric, by timestamp, step and value; pages of 25,000 where the server has pages. */
    public Stream<Metric> metricHistory(String runId, String key) {
        return told(() -> runs.history(runId, key));
    }
}
