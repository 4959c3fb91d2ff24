/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.promotion.internal.DecisionTags;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.Stores;

import java.util.List;
import java.util.Optional;

/** Counts how many decisions the same rows were used for, from the runs that keep decisions. */
final class TestSetUses {

    private static final int PAGE = 1000;

    private TestSetUses() {}

    /**
     * The decisions about other candidates of a model on these rows, in whatever order the rows were. Each is a use, also a
     * second one about the same candidate: against another champion it is another question.
     */
    static int before(Stores stores, String model, DatasetDigest multiset, int candidate) {
        Optional<ExperimentRecord> experiment = stores.tracking().experiment(DecisionTags.experiment(model));
        if (experiment.isEmpty()) {
            return 0;
        }
        String filter = "tags.`" + DecisionTags.MULTISET + "` = '" + multiset + "'";
        String own = String.valueOf(candidate);
        int others = 0;
        String token = "";
        do {
            RunPage page = stores.tracking()
                    .searchRuns(
                            new RunQuery(List.of(experiment.get().id()), filter, List.of(), RunView.ALL, PAGE, token));
            for (RunRecord run : page.runs()) {
                if (!own.equals(run.tags().get(DecisionTags.CANDIDATE))) {
                    others++;
                }
            }
            token = page.nextPageToken();
        } while (!token.isEmpty());
        return others;
    }
}
