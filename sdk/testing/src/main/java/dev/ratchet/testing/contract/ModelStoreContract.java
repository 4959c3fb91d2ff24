/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.RefusedException;
import dev.ratchet.store.Batch;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a {@link TrackingStore} promises about logged models. */
public abstract class ModelStoreContract {

    private static final long NOW = 1_800_000_000_000L;

    /** For subclasses. */
    protected ModelStoreContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private TrackingStore store() {
        return stores().tracking();
    }

    private List<ModelRecord> find(NewModel model) {
        return store().findModels(model.experimentId(), model.runId(), model.key());
    }

    @Test
    void createModel_makesOneThatIsNotReady() {
        RunRecord run = Given.run(stores());
        NewModel wanted = new NewModel(
                run.experimentId(),
                run.id(),
                Given.unique("model"),
                "my model",
                Map.of("depth", "4"),
                Map.of("mlflow.user", "ann"));

        ModelRecord model = store().createModel(wanted);

        assertThat(model.name()).isEqualTo("my model");
        assertThat(model.experimentId()).isEqualTo(run.experimentId());
        assertThat(model.runId()).isEqualTo(run.id());
        assertThat(model.ready()).isFalse();
        assertThat(model.artifactRoot()).isNotBlank();
        assertThat(model.artifactPath()).isNotBlank();
        assertThat(model.tags()).containsEntry("mlflow.user", "ann").containsEntry(StoreTags.MODEL_KEY, wanted.key());
        assertThat(find(wanted)).containsExactly(model);
    }

    @Test
    void findModels_tellsModelsApart_thatHaveOneName() {
        RunRecord run = Given.run(stores());
        NewModel first = Given.newModel(run, "model");
        NewModel second = Given.newModel(run, "model");

        ModelRecord one = store().createModel(first);
        ModelRecord other = store().createModel(second);

        assertThat(find(first)).containsExactly(one);
        assertThat(find(second)).containsExactly(other);
        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.artifactRoot()).isNotEqualTo(other.artifactRoot());
        assertThat(find(Given.newModel(run, "model"))).isEmpty();
    }

    @Test
    void finishModel_makesItReady_andAnOutputOfItsRun_alsoWhenRepeated() {
        RunRecord run = Given.run(stores());
        NewModel wanted = Given.newModel(run, "model");
        ModelRecord model = store().createModel(wanted);
        String mlmodel = Given.mlmodel(model);

        store().finishModel(model, mlmodel);
        store().finishModel(model, mlmodel);

        assertThat(find(wanted)).singleElement().satisfies(found -> {
            assertThat(found.ready()).isTrue();
            assertThat(found.id()).isEqualTo(model.id());
            assertThat(found.artifactRoot()).isEqualTo(model.artifactRoot());
        });
        assertThat(store().run(run.id()).modelIds()).containsExactly(model.id());
    }

    @Test
    void deleteModel_removesIt_alsoWhenRepeated() {
        RunRecord run = Given.run(stores());
        NewModel wanted = Given.newModel(run, "model");
        ModelRecord model = store().createModel(wanted);

        store().deleteModel(model);
        store().deleteModel(model);

        assertThat(find(wanted)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a:b", "a.b", "a%b", "a\"b", "a'b"})
    void createModel_refusesNames_thatMlflowCannotKeep(String name) {
        RunRecord run = Given.run(stores());

        assertThatThrownBy(() -> store().createModel(Given.newModel(run, name)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void logModelMetrics_logsToTheRun_alsoWhenRepeated() {
        ModelRecord model = Given.model(stores());
        List<MetricPoint> points = List.of(
                Given.point("auc", 0.8, NOW, 1),
                Given.point("auc", 0.9, NOW, 2),
                Given.point("auc", Double.NaN, NOW, 3),
                Given.point("auc", Double.POSITIVE_INFINITY, NOW, 4));
        store().logBatch(model.runId(), Batch.metrics(points.subList(0, 2)));

        store().logModelMetrics(model.runId(), model, "churn", "0123456789abcdef", points);
        store().logModelMetrics(model.runId(), model, "churn", "0123456789abcdef", points);
        store().logModelMetrics(model.runId(), model, "", "", List.of(Given.point("rmse", 1, NOW, 0)));
        store().logModelMetrics(model.runId(), model, "", "", List.of());

        assertThat(store().metricHistory(model.runId(), "auc")).isEqualTo(points);
        assertThat(store().metricHistory(model.runId(), "rmse")).containsExactly(Given.point("rmse", 1, NOW, 0));
    }
}
