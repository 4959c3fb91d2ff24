/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What runs log: points, params and tags in batches, and points linked to models. */
final class Metrics {

    private static final String HISTORY_PAGE = "25000";
    private static final int LINKED_BATCH = 100;
    private static final String LINK_TAG = "ratchet.metric.";
    private static final int LONGEST_TAG_KEY = 250;
    private static final Duration LINKED_TIMEOUT = Duration.ofMinutes(2);

    private final Transport transport;
    private final RunReader reader;

    Metrics(Transport transport, RunReader reader) {
        this.transport = transport;
        this.reader = reader;
    }

    List<MetricPoint> history(String runId, String key) {
        List<MetricPoint> points = new ArrayList<>();
        String token = "";
        do {
            // Without max_results some servers answer an empty page with a token, for ever.
            String query = Urls.query("run_id", runId, "metric_key", key, "max_results", HISTORY_PAGE);
            String page = token.isEmpty() ? "" : "&page_token=" + Urls.encode(token);
            JsonNode answer = transport.json(Call.get(Api.METRIC_HISTORY + query + page));
            answer.path("metrics").forEach(metric -> points.add(reader.point(metric)));
            token = Fields.text(answer, "next_page_token");
        } while (!token.isEmpty());
        points.sort(MetricPoint.LATEST_LAST);
        return points;
    }

    void log(String runId, Batch batch) {
        if (batch.size() == 0) {
            return;
        }
        Call call = Call.post(Api.LOG_BATCH, body(runId, batch));
        Answer answer = transport.exchange(call);
        if (answer.is(400, "BAD_REQUEST")) {
            Batch rest = withoutKeptPoints(runId, batch);
            if (rest.metrics().size() < batch.metrics().size()) {
                log(runId, rest);
                return;
            }
        }
        transport.json(call, answer);
    }

    /** Older servers trip over points that they already have, when these are NaN or of many keys. */
    private Batch withoutKeptPoints(String runId, Batch batch) {
        Map<String, Set<MetricPoint>> kept = new HashMap<>();
        List<MetricPoint> missing = new ArrayList<>();
        for (MetricPoint point : batch.metrics()) {
            if (!kept.computeIfAbsent(point.key(), key -> new HashSet<>(history(runId, key)))
                    .contains(point)) {
                missing.add(point);
            }
        }
        return new Batch(missing, batch.params(), batch.tags());
    }

    private static ObjectNode body(String runId, Batch batch) {
        ObjectNode body = JsonText.object().put("run_id", runId);
        if (!batch.metrics().isEmpty()) {
            ArrayNode metrics = body.putArray("metrics");
            batch.metrics().forEach(point -> metrics.add(write(point)));
        }
        Fields.putPairs(body, "params", batch.params());
        Fields.putPairs(body, "tags", batch.tags());
        return body;
    }

    /** Logs points with what they belong to; values that are not finite go to the run alone, as models take none. */
    void logLinked(String runId, Map<String, String> link, List<MetricPoint> points) {
        List<MetricPoint> linked = new ArrayList<>();
        List<MetricPoint> plain = new ArrayList<>();
        for (MetricPoint point : new LinkedHashSet<>(points)) {
            (!link.isEmpty() && Double.isFinite(point.value()) ? linked : plain).add(point);
        }
        for (List<MetricPoint> part : parts(plain)) {
            log(runId, Batch.metrics(part));
        }
        // Linking costs the server time for every point that the model already has: small calls, and patience.
        Duration timeout = transport.timeout().compareTo(LINKED_TIMEOUT) > 0 ? transport.timeout() : LINKED_TIMEOUT;
        for (List<MetricPoint> part : parts(linked)) {
            ObjectNode body = body(runId, Batch.metrics(part));
            for (JsonNode metric : body.path("metrics")) {
                link.forEach(((ObjectNode) metric)::put);
            }
            transport.json(Call.post(Api.LOG_BATCH, body).within(timeout));
        }
    }

    /** What MLflow 3 knows of a linked point, as a tag of the run for each metric: the model, and the dataset if any. */
    void logLinkTags(
            String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points) {
        ObjectNode link = JsonText.object().put("model", model.name()).put("path", model.artifactPath());
        if (!datasetName.isEmpty()) {
            link.put("dataset", datasetName).put("digest", datasetDigest);
        }
        for (List<MetricPoint> part : parts(points)) {
            Map<String, String> tags = new LinkedHashMap<>();
            for (MetricPoint point : part) {
                String key = LINK_TAG + point.key();
                tags.put(key.substring(0, Math.min(key.length(), LONGEST_TAG_KEY)), link.toString());
            }
            log(runId, new Batch(List.of(), Map.of(), tags));
        }
    }

    private static List<List<MetricPoint>> parts(List<MetricPoint> points) {
        List<List<MetricPoint>> parts = new ArrayList<>();
        for (int from = 0; from < points.size(); from += LINKED_BATCH) {
            parts.add(points.subList(from, Math.min(points.size(), from + LINKED_BATCH)));
        }
        return parts;
    }

    private static ObjectNode write(MetricPoint point) {
        ObjectNode node = JsonText.object().put("key", point.key());
        Doubles.put(node, "value", point.value());
        return node.put("timestamp", point.timestamp()).put("step", point.step());
    }
}
