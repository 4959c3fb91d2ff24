/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What runs log: points, params and tags in batches, and points linked to models. */
final class Metrics {

    private static final String HISTORY_PAGE = "25000";
    private static final int LINKED_BATCH = 100;
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
        ObjectNode body = JsonText.object().put("run_id", runId);
        if (!batch.metrics().isEmpty()) {
            ArrayNode metrics = body.putArray("metrics");
            batch.metrics().forEach(point -> metrics.add(write(point)));
        }
        Fields.putPairs(body, "params", batch.params());
        Fields.putPairs(body, "tags", batch.tags());
        transport.json(Call.post(Api.LOG_BATCH, body));
    }

    /** Linking costs the server time for every point the model already has: small calls, and patience. */
    void logLinked(String runId, Map<String, String> link, List<MetricPoint> points) {
        List<MetricPoint> distinct = List.copyOf(new LinkedHashSet<>(points));
        Duration timeout = transport.timeout().compareTo(LINKED_TIMEOUT) > 0 ? transport.timeout() : LINKED_TIMEOUT;
        for (int from = 0; from < distinct.size(); from += LINKED_BATCH) {
            ObjectNode body = JsonText.object().put("run_id", runId);
            ArrayNode metrics = body.putArray("metrics");
            for (MetricPoint point : distinct.subList(from, Math.min(distinct.size(), from + LINKED_BATCH))) {
                ObjectNode metric = write(point);
                if (Double.isFinite(point.value())) {
                    link.forEach(metric::put);
                }
                metrics.add(metric);
            }
            transport.json(Call.post(Api.LOG_BATCH, body).within(timeout));
        }
    }

    private static ObjectNode write(MetricPoint point) {
        ObjectNode node = JsonText.object().put("key", point.key());
        Doubles.put(node, "value", point.value());
        return node.put("timestamp", point.timestamp()).put("step", point.step());
    }
}
