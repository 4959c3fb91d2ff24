/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.Stores;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts for how many candidates the same rows were used, from the runs that keep decisions. */
final class TestSetUses {

    private static final int PAGE = 1000;

    private TestSetUses() {}

    /** The other candidates of a model that were decided on these rows, in whatever order the rows were. */
    static int before(Stores stores, String model, DatasetDigest multiset, int candidate) {
        Optional<ExperimentRecord> experiment = stores.tracking().experiment(DecisionRun.experiment(model));
        if (experiment.isEmpty()) {
            return 0;
        }
        String filter = "tags.`" + DecisionRun.MULTISET + "` = '" + multiset + "'";
        Set<String> others = new HashSet<>();
        String token = "";
        do {
            RunPage page = stores.tracking()
                    .searchRuns(
                            new RunQuery(List.of(experiment.get().id()), filter, List.of(), RunView.ALL, PAGE, token));
            for (RunRecord run : page.runs()) {
                others.add(run.tags().getOrDefault(DecisionRun.CANDIDATE, run.id()));
            }
            token = page.nextPageToken();
        } while (!token.isEmpty());
        others.remove(String.valueOf(candidate));
        return others.size();
    }
}
