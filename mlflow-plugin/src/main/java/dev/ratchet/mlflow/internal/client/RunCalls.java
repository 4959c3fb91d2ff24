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
import org.mlflow.api.proto.Service.GetMetricHistory;
import org.mlflow.api.proto.Service.GetRun;
import org.mlflow.api.proto.Service.LogBatch;
import org.mlflow.api.proto.Service.LogMetric;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.ratchet.mlflow.internal.client.Rpc.fields;

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
        rpc.post("runs/delete", fields("run_id", runId));
    }

    /** Takes a run's deletion back. */
    public void restore(String runId) {
        rpc.post("runs/restore", fields("run_id", runId));
    }

    /** Logs a param. */
    public void logParam(String runId, String key, String value) {
        rpc.post("runs/log-parameter", fields("run_id", runId, "key", key, "value", value));
    }

    /** Logs a point; the server keeps it once however often it comes. */
    public void logMetric(String runId, String key, double value, long timestamp, long step) {
        rpc.post(
                "runs/log-metric",
                Rpc.fields(LogMetric.newBuilder()
                        .setRunId(runId)
                        .setKey(key)
                        .setValue(value)
                        .setTimestamp(timestamp)
                        .setStep(step)
                        .build()));
    }

    /** Sets a tag. */
    public void setTag(String runId, String key, String value) {
        rpc.post("runs/set-tag", fields("run_id", runId, "key", key, "value", value));
    }

    /** Ends a run. */
    public void setTerminated(String runId, RunStatus status, long endTime) {
        rpc.post("runs/update", fields("run_id", runId, "status", status.name()).put("end_time", endTime));
    }

    /** All points of a metric, in the server's order; a further page is asked for when the stream gets there. */
    public Stream<Metric> history(String runId, String key) {
        return Slice.all(token -> Failures.told(() -> {
            // Without max_results some servers answer an empty page with a token, for ever.
            GetMetricHistory.Response.Builder page = rpc.get(
                    "metrics/get-history",
                    GetMetricHistory.Response.newBuilder(),
                    "run_id",
                    runId,
                    "metric_key",
                    key,
                    "max_results",
                    HISTORY_PAGE,
                    "page_token",
                    token);
            return new Slice<>(page.getMetricsList(), page.getNextPageToken());
        }));
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
        Call call = Rpc.call("runs/log-batch", Rpc.fields(batch.build()));
        Answer answer = rpc.exchange(call);
        if (!answer.is(400, "BAD_REQUEST") || !logRest(runId, batch)) {
            rpc.text(call, answer);
        }
    }

    /** Servers up to 3.5 trip over points that they already have, when these are NaN or of many keys. */
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
        rpc.remove(Rpc.call("runs/delete-tag", fields("run_id", runId, "key", key)));
    }
}
