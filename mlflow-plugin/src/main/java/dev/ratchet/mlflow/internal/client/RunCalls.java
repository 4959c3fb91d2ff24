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
import org.mlflow.api.proto.Service.DeleteRun;
import org.mlflow.api.proto.Service.DeleteTag;
import org.mlflow.api.proto.Service.GetMetricHistory;
import org.mlflow.api.proto.Service.GetRun;
import org.mlflow.api.proto.Service.LogBatch;
import org.mlflow.api.proto.Service.LogMetric;
import org.mlflow.api.proto.Service.LogParam;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RestoreRun;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.SetTag;
import org.mlflow.api.proto.Service.UpdateRun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the official client does with runs, but for creating and searching them. */
public final class RunCalls {

    private static final String HISTORY_PAGE = "25000";

    private final Rpc rpc;
    private final MlflowTracking tracking;

    /** Sends by these calls; {@code tracking} mends batches that older servers trip over. */
    public RunCalls(Rpc rpc, MlflowTracking tracking) {
        this.rpc = rpc;
        this.tracking = tracking;
    }

    /** A run. */
    public Run get(String runId) {
        return rpc.get("runs/get", GetRun.Response.newBuilder(), "run_id", runId)
                .getRun();
    }

    /** Deletes a run; it can be restored. */
    public void delete(String runId) {
        rpc.post("runs/delete", DeleteRun.newBuilder().setRunId(runId).build());
    }

    /** Takes a run's deletion back. */
    public void restore(String runId) {
        rpc.post("runs/restore", RestoreRun.newBuilder().setRunId(runId).build());
    }

    /** Logs a param. */
    public void logParam(String runId, String key, String value) {
        rpc.post(
                "runs/log-parameter",
                LogParam.newBuilder()
                        .setRunId(runId)
                        .setKey(key)
                        .setValue(value)
                        .build());
    }

    /** Logs a point; the server keeps it once however often it comes. */
    public void logMetric(String runId, String key, double value, long timestamp, long step) {
        rpc.post(
                "runs/log-metric",
                LogMetric.newBuilder()
                        .setRunId(runId)
                        .setKey(key)
                        .setValue(value)
                        .setTimestamp(timestamp)
                        .setStep(step)
                        .build());
    }

    /** Sets a tag. */
    public void setTag(String runId, String key, String value) {
        rpc.post(
                "runs/set-tag",
                SetTag.newBuilder().setRunId(runId).setKey(key).setValue(value).build());
    }

    /** Ends a run. */
    public void setTerminated(String runId, RunStatus status, long endTime) {
        rpc.post(
                "runs/update",
                UpdateRun.newBuilder()
                        .setRunId(runId)
                        .setStatus(status)
                        .setEndTime(endTime)
                        .build());
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
