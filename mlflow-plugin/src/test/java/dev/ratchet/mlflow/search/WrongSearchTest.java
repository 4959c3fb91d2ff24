/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import dev.ratchet.RefusedException;
import dev.ratchet.RunSearch;
import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a server refuses, a search refuses before anything is sent to any store, and says where and why. */
class WrongSearchTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  ",
                "metrics.train-logloss < 1",
                "metrics.ndcg@3 > 0.5",
                "metrics.a/b > 1",
                "params.a b = 'x'",
                "params.from = 'x'",
                "tags.x.as = 'y'",
                "metrics.11a > 1",
                "metrics.1 > 1",
                "metrics.1e5 > 1",
                "Metrics.a > 1",
                "METRIC.a > 1",
                "\"metrics\".a > 1",
                "`metrics.a` > 1",
                "model.a > 1",
                "loss > 1",
                "Status = 'FINISHED'",
                "experiment_id = '1'",
                "lifecycle_stage = 'active'",
                "dataset.source = 'x'",
                "metrics.a == 1",
                "metrics.a <> 1",
                "metrics.a LIKE '1'",
                "metrics.a = '1'",
                "metrics.a > +1",
                "metrics.a > - 1",
                "metrics.a > 5E+1",
                "metrics.a > 1_000",
                "metrics.a > NaN",
                "metrics.a > inf",
                "metrics.a > metrics.b",
                "metrics.a >= 1and metrics.b < 1",
                "metrics.a IS NULL",
                "start_time > '1'",
                "start_time LIKE '1%'",
                "params.a > '1'",
                "params.a = 5",
                "params.a = x",
                "params.a = `x`",
                "params.a = 'x",
                "params.a = 'x\\' and params.b = 'y'",
                "params.a IN ('x')",
                "params.a NOT LIKE 'x'",
                "params.a BETWEEN 'a' AND 'b'",
                "params.a",
                "params.a =",
                "= 'x'",
                "'x' = params.a",
                "1 < metrics.a",
                "tags.a IS 'x'",
                "tags.a IS NOT  NULL",
                "run_name IN ('a')",
                "status IN ('FINISHED')",
                "run_id IN ()",
                "run_id IN (1)",
                "run_id IN 'a'",
                "run_id IN ('a'",
                "run_id IN ('a') run_id IN ('b')",
                "(params.a = 'x')",
                "NOT params.a = 'x'",
                "params.a = 'x' OR params.b = 'y'",
                "params.a = 'x', params.b = 'y'",
                "params.a = 'x' & params.b = 'y'",
                "params.a = 'x' 'y'",
                "params.a = 'x';",
                "params.a = 'x' -- why",
                "params.a = 'x' # why"
            })
    void filter_isRefusedByBoth(String filter) throws Exception {
        assertThat(status("\"filter\": " + json(filter))).isBetween(400, 599);
        assertThatThrownBy(() -> RunSearch.of(filter))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The filter «" + filter + "» is wrong at ")
                .hasMessageMatching(
                        "(?is).*(allowed|has to|take|only|given? |comes|missing|not closed|compared with).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics.a-b",
                "metrics.a DOWN",
                "metrics.a DESC NULLS LAST",
                "metrics.a, metrics.b",
                "metrics.a;",
                "params.from",
                "dataset.name",
                "`run name`",
                "lifecycle_stage",
                "foo.a",
                "DESC",
                "metrics.11a",
                "metrics.a b"
            })
    void order_isRefusedByBoth(String order) throws Exception {
        assertThat(status("\"order_by\": [" + json(order) + "]")).isBetween(400, 599);
        assertThatThrownBy(() -> RunSearch.all().withOrder(order))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The order «" + order + "» is wrong at ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_time", "created DESC", "attributes.`start_time` ASC"})
    void order_isRefusedByBoth_whenItComesTwice(String again) throws Exception {
        assertThat(status("\"order_by\": [\"start_time\", " + json(again) + "]"))
                .isBetween(400, 599);
        assertThatThrownBy(() -> RunSearch.all().withOrder("start_time", again))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("twice");
    }

    /** MLflow takes these and means something else than they look like, or fails inside. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics. loss > 1",
                "metrics.a . b > 1",
                "metrics..a > 1",
                "metrics.`a`.b > 1",
                "params.`` = 'x'",
                "run_id = ('a')",
                "run_id IN ('a''b')",
                "run_id IN ('a\\n')",
                "start_time > 99999999999999999999"
            })
    void filter_isRefusedHereAlone_whenItWouldMislead(String filter) {
        assertThatThrownBy(() -> RunSearch.of(filter)).isInstanceOf(RefusedException.class);
    }

    private int status(String what) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(MLFLOW.uri() + "/api/2.0/mlflow/runs/search"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"experiment_ids\": [\"0\"], " + what + "}"))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
