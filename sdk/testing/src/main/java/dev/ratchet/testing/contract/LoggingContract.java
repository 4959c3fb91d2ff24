/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.Batch;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a {@link TrackingStore} promises about metrics, params, tags and datasets of a run. */
public abstract class LoggingContract {

    private static final String NO_RUN = "0123456789abcdef0123456789abcdef";
    private static final long NOW = 1_800_000_000_000L;

    /** For subclasses. */
    protected LoggingContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private TrackingStore store() {
        return stores().tracking();
    }

    /** MLflow keeps the first source of a name and digest, whichever run names it, so each test has its own. */
    private static DatasetInput dataset(String name, String context) {
        return new DatasetInput(
                name,
                "0123456789abcdef0123456789abcdef",
                "local",
                "{\"uri\": \"/data/x.csv\"}",
                "{\"mlflow_colspec\": [{\"type\": \"double\", \"name\": \"x\", \"required\": true}]}",
                "{\"num_rows\": 3, \"num_elements\": 3}",
                context);
    }

    @Test
    void logBatch_keepsEverything() {
        String id = Given.run(stores()).id();

        store().logBatch(
                        id,
                        new Batch(
                                List.of(Given.point("auc", 0.9, NOW, 1)),
                                Map.of("depth", "4", "names/é b.c-d_e", "naïve 日本 😀"),
                                Map.of("team", "ratchet")));

        RunRecord run = store().run(id);
        assertThat(run.metrics()).containsOnly(Map.entry("auc", Given.point("auc", 0.9, NOW, 1)));
        assertThat(run.params()).containsOnly(Map.entry("depth", "4"), Map.entry("names/é b.c-d_e", "naïve 日本 😀"));
        assertThat(run.tags()).containsEntry("team", "ratchet");
    }

    @Test
    void logBatch_changesNothing_whenRepeated() {
        String id = Given.run(stores()).id();
        Batch batch = new Batch(
                List.of(Given.point("auc", 0.5, NOW, 0), Given.point("auc", 0.6, NOW, 1)),
                Map.of("depth", "4"),
                Map.of("team", "ratchet"));
        store().logBatch(id, batch);
        RunRecord before = store().run(id);

        store().logBatch(id, batch);

        assertThat(store().run(id)).isEqualTo(before);
        assertThat(store().metricHistory(id, "auc")).isEqualTo(batch.metrics());
    }

    @Test
    void logBatch_takesWhatTheLimitsSay_andTakesItTwice() {
        BatchLimits limits = store().limits();
        String id = Given.run(stores()).id();
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i < Math.min(limits.metrics(), limits.total()); i++) {
            points.add(Given.point("key " + i % limits.metricKeys(), i, NOW, i));
        }
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < limits.params(); i++) {
            params.put("param " + i, i == 0 ? "x".repeat(limits.paramLength()) : "" + i);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < limits.tags(); i++) {
            tags.put("tag " + i, i == 0 ? "x".repeat(limits.tagLength()) : "" + i);
        }

        for (int round = 0; round < 2; round++) {
            store().logBatch(id, Batch.metrics(points));
            store().logBatch(id, Batch.params(params));
            store().logBatch(id, Batch.tags(tags));
        }

        RunRecord run = store().run(id);
        assertThat(run.metrics()).hasSize(limits.metricKeys());
        assertThat(run.params()).isEqualTo(params);
        assertThat(run.tags()).containsAllEntriesOf(tags);
        assertThat(store().metricHistory(id, "key 0")).hasSize((points.size() - 1) / limits.metricKeys() + 1);
    }

    @Test
    void logBatch_doesNothing_whenEmpty() {
        RunRecord run = Given.run(stores());

        store().logBatch(run.id(), Batch.metrics(List.of()));

        assertThat(store().run(run.id())).isEqualTo(run);
    }

    @Test
    void logBatch_overwritesTags() {
        String id = Given.run(stores()).id();

        store().logBatch(id, Batch.tags(Map.of("phase", "train")));
        store().logBatch(id, Batch.tags(Map.of("phase", "test")));

        assertThat(store().run(id).tags()).containsEntry("phase", "test");
    }

    @Test
    void logBatch_leavesNothingBehind_whenAParamWasChanged() {
        String id = Given.run(stores()).id();
        store().logBatch(id, Batch.params(Map.of("depth", "4")));
        RunRecord before = store().run(id);

        assertThatThrownBy(() -> store().logBatch(
                                id,
                                new Batch(
                                        List.of(Given.point("auc", 0.5, NOW, 0)),
                                        Map.of("eta", "0.1", "depth", "5"),
                                        Map.of("team", "ratchet"))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("depth");

        assertThat(store().run(id)).isEqualTo(before);
    }

    @Test
    void logBatch_isRefused_whenTheRunIsGone() {
        Batch batch = Batch.params(Map.of("depth", "4"));
        String deleted = Given.run(stores()).id();
        store().deleteRun(deleted);

        assertThatThrownBy(() -> store().logBatch(NO_RUN, batch)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().logBatch(deleted, batch)).isInstanceOf(RefusedException.class);
    }

    @Test
    void logBatch_keepsAll_fromManyThreads() throws InterruptedException {
        String id = Given.run(stores()).id();
        AtomicInteger step = new AtomicInteger();

        Given.atOnce(4, () -> {
            for (int i = 0; i < 5; i++) {
                int mine = step.getAndIncrement();
                store().logBatch(id, Batch.metrics(List.of(Given.point("loss", mine, NOW, mine))));
            }
            return true;
        });

        assertThat(store().metricHistory(id, "loss"))
                .extracting(MetricPoint::step)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(0, 20).boxed().toList());
    }

    @Test
    void metricHistory_isOrderedByStepTimestampAndValue() {
        String id = Given.run(stores()).id();
        List<MetricPoint> ordered = List.of(
                Given.point("loss", 9, NOW + 9, -1),
                Given.point("loss", 3, NOW, 0),
                Given.point("loss", 1, NOW + 1, 0),
                Given.point("loss", 2, NOW + 1, 0),
                Given.point("loss", 0, NOW, 7));
        List<MetricPoint> mixed = new ArrayList<>(
                List.of(ordered.get(3), ordered.get(4), ordered.get(1), ordered.get(0), ordered.get(2)));

        store().logBatch(id, Batch.metrics(mixed));

        assertThat(store().metricHistory(id, "loss")).isEqualTo(ordered);
        assertThat(store().run(id).metrics()).containsEntry("loss", ordered.get(4));
    }

    @Test
    void metricHistory_isWhole_whenLong() {
        String id = Given.run(stores()).id();
        int each = Math.min(store().limits().metrics(), store().limits().total());
        for (int batch = 0; batch < 3; batch++) {
            List<MetricPoint> points = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                points.add(Given.point("loss", 1.0 / (i + 1), NOW, (long) batch * each + i));
            }
            store().logBatch(id, Batch.metrics(points));
        }

        assertThat(store().metricHistory(id, "loss")).hasSize(3 * each).isSortedAccordingTo(MetricPoint.LATEST_LAST);
    }

    @Test
    void metricHistory_isEmpty_forAMetricThatTheRunHasNot() {
        String id = Given.run(stores()).id();

        assertThat(store().metricHistory(id, "none")).isEmpty();
        assertThatThrownBy(() -> store().metricHistory(NO_RUN, "none")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void metrics_keepNonFiniteValues() {
        String id = Given.run(stores()).id();
        List<MetricPoint> points = List.of(
                Given.point("loss", Double.NaN, NOW, 0),
                Given.point("loss", Double.POSITIVE_INFINITY, NOW, 1),
                Given.point("loss", Double.NEGATIVE_INFINITY, NOW, 2),
                Given.point("loss", Double.MIN_VALUE, NOW, 3),
                Given.point("loss", -1e300, NOW, 4),
                Given.point("loss", Double.NaN, NOW, 5));

        store().logBatch(id, Batch.metrics(points));
        store().logBatch(id, Batch.metrics(points));

        assertThat(store().metricHistory(id, "loss")).isEqualTo(points);
        assertThat(store().run(id).metrics()).containsEntry("loss", points.get(5));
    }

    @Test
    void logInputs_keepsDatasets_andTheFirstContext() {
        String id = Given.run(stores()).id();
        String name = Given.unique("churn");
        DatasetInput train = dataset(name, "train");
        DatasetInput other = new DatasetInput(Given.unique("plain"), "abc", "code", "{}", "", "", "");

        store().logInputs(id, List.of(train));
        store().logInputs(id, List.of());
        store().logInputs(id, List.of(train, other));
        store().logInputs(id, List.of(dataset(name, "eval")));

        assertThat(store().run(id).inputs()).containsExactlyInAnyOrder(train, other);
    }

    @Test
    void logInputs_keepsOne_whenADatasetIsNamedTwiceAtOnce() {
        String id = Given.run(stores()).id();
        String name = Given.unique("churn");

        store().logInputs(id, List.of(dataset(name, "train"), dataset(name, "eval")));

        assertThat(store().run(id).inputs()).containsExactly(dataset(name, "train"));
    }

    @Test
    void logInputs_isNotFound_whenThereIsNoRun() {
        assertThatThrownBy(() -> store().logInputs(NO_RUN, List.of(dataset(Given.unique("churn"), "train"))))
                .isInstanceOf(NotFoundException.class);
    }
}
