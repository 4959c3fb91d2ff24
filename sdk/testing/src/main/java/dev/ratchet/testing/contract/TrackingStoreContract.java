/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.NotFoundException;
import dev.ratchet.RunStatus;
import dev.ratchet.store.Batch;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a {@link TrackingStore} promises about experiments and runs. {@link LoggingContract} and {@link
 * ModelStoreContract} are about what runs log.
 */
public abstract class TrackingStoreContract {

    private static final long NOW = 1_800_000_000_000L;

    /** For subclasses. */
    protected TrackingStoreContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private TrackingStore store() {
        return stores().tracking();
    }

    private RunRecord create(String experimentId, String key, long startTime) {
        return store().createRun(new NewRun(experimentId, key, "a run", startTime, Map.of()));
    }

    @Test
    void describe_tellsProductAndAddress() {
        ServerDescription description = store().describe(Duration.ofSeconds(30));

        assertThat(description.product()).isNotBlank();
        assertThat(description.version()).isNotBlank();
        assertThat(description.address()).isNotBlank();
        assertThat(Math.abs(description.clockSkewMillis())).isLessThan(60_000);
    }

    @Test
    void experiment_isEmpty_whenThereIsNone() {
        assertThat(store().experiment(Given.unique("none"))).isEmpty();
    }

    @Test
    void createExperiment_returnsWhatExists() {
        String name = Given.unique("churn é 日本");
        ExperimentRecord created = store().createExperiment(name);

        assertThat(created.name()).isEqualTo(name);
        assertThat(created.active()).isTrue();
        assertThat(store().createExperiment(name)).isEqualTo(created);
        assertThat(store().experiment(name)).contains(created);
        assertThat(store().experiments()).contains(created);
    }

    @Test
    void createExperiment_makesOne_whenManyThreadsCreateIt() throws InterruptedException {
        String name = Given.unique("race");

        List<String> ids = Given.atOnce(4, () -> store().createExperiment(name).id());

        assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }

    @Test
    void createRun_keepsWhatWasSaid() {
        String experimentId = Given.experiment(stores()).id();
        String key = Given.unique("key");

        RunRecord created =
                store().createRun(new NewRun(experimentId, key, "depth 4", NOW, Map.of("team", "ratchet", "é", "日本")));

        assertThat(created.experimentId()).isEqualTo(experimentId);
        assertThat(created.name()).isEqualTo("depth 4");
        assertThat(created.key()).isEqualTo(key);
        assertThat(created.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(created.startTime()).isEqualTo(NOW);
        assertThat(created.endTime()).isEmpty();
        assertThat(created.active()).isTrue();
        assertThat(created.artifactRoot()).isNotBlank();
        assertThat(created.tags()).containsEntry("team", "ratchet").containsEntry("é", "日本");
        assertThat(created.params()).isEmpty();
        assertThat(created.metrics()).isEmpty();
        assertThat(created.inputs()).isEmpty();
        assertThat(created.modelIds()).isEmpty();
        assertThat(store().run(created.id())).isEqualTo(created);
    }

    @Test
    void createRun_isNotFound_whenThereIsNoSuchExperiment() {
        assertThatThrownBy(() -> create("999999999", "key", NOW)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void findRuns_givesTheOldestFirst_withoutDeletedOnes() {
        String experimentId = Given.experiment(stores()).id();
        String key = Given.unique("key");
        RunRecord second = create(experimentId, key, NOW + 1);
        RunRecord first = create(experimentId, key, NOW);
        RunRecord deleted = create(experimentId, key, NOW);
        create(experimentId, Given.unique("other"), NOW);
        store().deleteRun(deleted.id());

        assertThat(store().findRuns(experimentId, key))
                .extracting(RunRecord::id)
                .containsExactly(first.id(), second.id());
        assertThat(store().findRuns(experimentId, Given.unique("none"))).isEmpty();
    }

    @Test
    void findRuns_keepsAnOrder_whenRunsBeganAtOnce() {
        String experimentId = Given.experiment(stores()).id();
        String key = Given.unique("key");
        for (int i = 0; i < 4; i++) {
            create(experimentId, key, NOW);
        }

        assertThat(store().findRuns(experimentId, key)).hasSize(4).isEqualTo(store().findRuns(experimentId, key));
    }

    @Test
    void run_isNotFound_whenThereIsNone() {
        assertThatThrownBy(() -> store().run("0123456789abcdef0123456789abcdef"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("0123456789abcdef0123456789abcdef");
    }

    @Test
    void updateRun_endsARun_andOpensItAgain() {
        String id = Given.run(stores()).id();
        for (RunStatus status : List.of(RunStatus.FINISHED, RunStatus.FAILED, RunStatus.KILLED)) {
            store().updateRun(id, status, NOW + 5);

            assertThat(store().run(id).status()).isEqualTo(status);
            assertThat(store().run(id).endTime()).hasValue(NOW + 5);
        }

        store().updateRun(id, RunStatus.RUNNING, 0);

        assertThat(store().run(id).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(store().run(id).endTime()).isEmpty();
        assertThatThrownBy(() -> store().updateRun("0123456789abcdef0123456789abcdef", RunStatus.FINISHED, NOW))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void deleteRun_hidesTheRun_alsoWhenRepeated() {
        RunRecord run = Given.run(stores());

        store().deleteRun(run.id());
        store().deleteRun(run.id());

        assertThat(store().run(run.id()).active()).isFalse();
        assertThat(store().searchRuns(RunQuery.of(List.of(run.experimentId()), 10))
                        .runs())
                .isEmpty();
        assertThatThrownBy(() -> store().deleteRun("0123456789abcdef0123456789abcdef"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void searchRuns_givesPages_newestFirst() {
        String experimentId = Given.experiment(stores()).id();
        List<RunRecord> created = new ArrayList<>();
        for (long start : new long[] {NOW + 2, NOW, NOW + 1, NOW, NOW + 3}) {
            created.add(create(experimentId, Given.unique("key"), start));
        }
        created.sort(Comparator.comparingLong(RunRecord::startTime).reversed().thenComparing(RunRecord::id));

        List<RunRecord> found = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            RunPage page = store().searchRuns(new RunQuery(List.of(experimentId), 2, token));
            found.addAll(page.runs());
            sizes.add(page.runs().size());
            token = page.nextPageToken();
        } while (!token.isEmpty() && sizes.size() < 10);

        assertThat(found).isEqualTo(created);
        assertThat(sizes.subList(0, 3)).containsExactly(2, 2, 1);
    }

    @Test
    void searchRuns_looksEverywhere_whenNoExperimentIsNamed() {
        // Later than the runs of all other tests, so they are on the first page.
        RunRecord one = create(Given.experiment(stores()).id(), Given.unique("key"), NOW * 2);
        RunRecord other = create(Given.experiment(stores()).id(), Given.unique("key"), NOW * 2);

        assertThat(store().searchRuns(RunQuery.of(List.of(), 1000)).runs()).contains(one, other);
    }

    @Test
    void searchRuns_givesWhatMeetsTheFilter_inTheOrderAskedFor() {
        String experimentId = Given.experiment(stores()).id();
        List<String> expected = new ArrayList<>();
        for (double auc : new double[] {0.5, Double.NaN, 0.9, 0.7}) {
            RunRecord run = create(experimentId, Given.unique("key"), NOW);
            store().logBatch(
                            run.id(),
                            new Batch(
                                    List.of(Given.point("valid-auc", auc, NOW, 1)),
                                    Map.of("depth", "4"),
                                    Map.of("team", "ml")));
            if (auc > 0.6) {
                expected.add(run.id());
            }
        }
        create(experimentId, Given.unique("key"), NOW);

        List<String> found = new ArrayList<>();
        String token = "";
        do {
            RunPage page = store().searchRuns(new RunQuery(
                    List.of(experimentId),
                    "metrics.`valid-auc` > 0.6 AND params.depth = '4' AND tags.team LIKE 'm%'",
                    List.of(" metrics.`valid-auc` DESC "),
                    RunView.ACTIVE,
                    1,
                    token));
            page.runs().forEach(run -> found.add(run.id()));
            token = page.nextPageToken();
        } while (!token.isEmpty() && found.size() < 10);

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void searchRuns_givesActiveRuns_deletedRuns_orBoth() {
        String experimentId = Given.experiment(stores()).id();
        RunRecord active = create(experimentId, Given.unique("key"), NOW + 1);
        RunRecord deleted = create(experimentId, Given.unique("key"), NOW);
        store().deleteRun(deleted.id());

        assertThat(ids(experimentId, RunView.ACTIVE)).containsExactly(active.id());
        assertThat(ids(experimentId, RunView.DELETED)).containsExactly(deleted.id());
        assertThat(ids(experimentId, RunView.ALL)).containsExactly(active.id(), deleted.id());
    }

    private List<String> ids(String experimentId, RunView view) {
        return store().searchRuns(new RunQuery(List.of(experimentId), "", List.of(), view, 10, "")).runs().stream()
                .map(RunRecord::id)
                .toList();
    }

    @Test
    void searchRuns_findsNothing_inAnEmptyExperiment() {
        RunPage page = store().searchRuns(
                        RunQuery.of(List.of(Given.experiment(stores()).id()), 5));

        assertThat(page.runs()).isEmpty();
        assertThat(page.nextPageToken()).isEmpty();
    }

    @Test
    void searchRuns_givesWhatRunsLogged() {
        RunRecord run = Given.run(stores());
        store().logBatch(run.id(), new Batch(List.of(Given.point("auc", 0.9, NOW, 3)), Map.of("depth", "4"), Map.of()));

        assertThat(store().searchRuns(RunQuery.of(List.of(run.experimentId()), 5))
                        .runs())
                .containsExactly(store().run(run.id()));
        assertThat(store().run(run.id()).params()).containsExactly(Map.entry("depth", "4"));
    }

    @Test
    void runPage_namesTheRun_whereThereIsOne() {
        RunRecord run = Given.run(stores());

        store().runPage(run.experimentId(), run.id())
                .ifPresent(page -> assertThat(page.toString()).contains(run.id()));
    }
}
