/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.DeleteTag;
import org.mlflow.api.proto.Service.GetMetricHistory;
import org.mlflow.api.proto.Service.LogBatch;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunTag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is more than one request on a run, or needs thought when it is sent again. */
public final class RunCalls {

    private static final String HISTORY_PAGE = "25000";

    private final Rpc rpc;
    private final MlflowTracking tracking;

    /** Sends by these calls; {@code tracking} mends batches that older servers trip over. */
    public RunCalls(Rpc rpc, MlflowTracking tracking) {
        this.rpc = rpc;
        this.tracking = tracking;
    }

    /** All points of a metric, in the server's order. */
    public List<Metric> history(String runId, String key) {
        List<Metric> points = new ArrayList<>();
        String token = "";
        do {
            List<String> query =
                    new ArrayList<>(List.of("run_id", runId, "metric_key", key, "max_results", HISTORY_PAGE));
            if (!token.isEmpty()) {
                query.addAll(List.of("page_token", token));
            }
            GetMetricHistory.Response.Builder page = rpc.get(
                    "metrics/get-history", GetMetricHistory.Response.newBuilder(), query.toArray(String[]::new));
            points.addAll(page.getMetricsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return points;
    }

    /** Logs a batch; absent lists are empty ones. */
    public void log(
            String runId,
            @Nullable Iterable<Metric> metrics,
            @Nullable Iterable<Param> params,
            @Nullable Iterable<RunTag> tags) {
        LogBatch.Builder batch = LogBatch.newBuilder().setRunId(runId);
        batch.addAllMetrics(metrics == null ? List.of() : metrics);
        batch.addAllParams(params == null ? List.of() : params);
        batch.addAllTags(tags == null ? List.of() : tags);
        Call call = Rpc.call("runs/log-batch", batch.build());
        Answer answer = rpc.exchange(call);
        boolean repeated = answer.attempts() > 1 && answer.is(400, "BAD_REQUEST");
        if (!repeated || !logRest(runId, batch)) {
            rpc.text(call, answer);
        }
    }

    /** Servers up to 3.5 trip over a repeated batch of many keys, when the first request's answer was lost. */
    private boolean logRest(String runId, LogBatch.Builder batch) {
        List<MetricPoint> points = new ArrayList<>();
        batch.getMetricsList()
                .forEach(point -> points.add(
                        new MetricPoint(point.getKey(), point.getValue(), point.getTimestamp(), point.getStep())));
        Map<String, String> params = new LinkedHashMap<>();
        batch.getParamsList().forEach(param -> params.put(param.getKey(), param.getValue()));
        Map<String, String> tags = new LinkedHashMap<>();
        batch.getTagsList().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        try {
            tracking.logBatch(runId, new Batch(points, params, tags));
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** Removes a tag; one that is gone at a second request was removed by the first. */
    public void deleteTag(String runId, String key) {
        rpc.remove(Rpc.call(
                "runs/delete-tag",
                DeleteTag.newBuilder().setRunId(runId).setKey(key).build()));
    }
}
