/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunSearchTest {

    @TempDir
    Path directory;

    @Test
    void runs_areFound_inTheOrderAskedFor() {
        try (Ratchet ratchet = TestStore.builder(directory).open()) {
            for (int i = 0; i < 5; i++) {
                int depth = i;
                ratchet.experiment(i % 2 == 0 ? "even" : "odd").run("depth " + i, run -> {
                    run.logParam("max_depth", depth);
                    run.logMetric("valid-auc", depth == 3 ? Double.NaN : 0.5 + depth / 10.0);
                    return "";
                });
            }

            assertThat(ratchet.runs("metrics.`valid-auc` > 0.55 AND params.max_depth != '2'"))
                    .extracting(RunRecord::name)
                    .containsExactlyInAnyOrder("depth 4", "depth 1");
            RunSearch search = RunSearch.all().withOrder("metrics.`valid-auc` DESC");
            assertThat(ratchet.runs(search))
                    .extracting(RunRecord::name)
                    .containsExactly("depth 4", "depth 2", "depth 1", "depth 0", "depth 3");
            assertThat(ratchet.runs(search.withExperiments("even").withLimit(2)))
                    .extracting(RunRecord::name)
                    .containsExactly("depth 4", "depth 2");
            assertThat(ratchet.runs(search.withView(RunView.DELETED))).isEmpty();
            assertThatThrownBy(() -> ratchet.runs(search.withExperiments("none")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContainingAll("no experiment 'none'", "'even', 'odd'");
        }
    }

    /** A run whose metric grows moves forward, so that pages after the next may have it again. */
    @Test
    void pages_areOfTheSameExperiments_andMayHaveARunTwice() {
        try (Ratchet ratchet = TestStore.open(directory)) {
            for (int i = 0; i < 3; i++) {
                ratchet.experiment("e").run("r" + i, run -> "");
            }
            Stores local = ratchet.local();
            List<RunRecord> runs = ratchet.runs("").toList();
            List<List<String>> asked = new ArrayList<>();
            TrackingStore pages = (TrackingStore) Proxy.newProxyInstance(
                    TrackingStore.class.getClassLoader(),
                    new Class<?>[] {TrackingStore.class},
                    (self, method, arguments) -> {
                        if (!method.getName().equals("searchRuns")) {
                            asked.add(List.of(method.getName()));
                            return method.invoke(local.tracking(), arguments);
                        }
                        asked.add(((RunQuery) arguments[0]).experimentIds());
                        int page = asked.size() - 1;
                        return new RunPage(List.of(runs.get(page % 2)), page < 3 ? "next" : "");
                    });
            Stores stores = new Stores("pages", pages, local.artifacts(), local.registry(), local.ledgers(), () -> {});

            List<RunRecord> found = RunSearch.all().stream(stores).distinct().toList();

            assertThat(found).containsExactly(runs.get(1), runs.get(0));
            List<String> ids = List.of(runs.get(0).experimentId());
            assertThat(asked).containsExactly(List.of("experiments"), ids, ids, ids);
        }
    }

    @Test
    void search_isRefused_beforeAnyStoreIsAsked() {
        assertThatThrownBy(() -> RunSearch.of("metrics.train-loss < 1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("position 14", "metrics.`train-loss`");
        assertThatThrownBy(() -> RunSearch.all().withLimit(0)).hasMessageContaining("limit < 1: 0");
    }
}
