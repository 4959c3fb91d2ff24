/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.UnavailableException;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.SearchRuns;
import org.mlflow.api.proto.Service.ViewType;

import java.util.List;
import java.util.UUID;

/** Creates each run once, although MLflow makes a new one for every request: under a key that is looked up. */
public final class KeyedRuns {

    /** The tag of the key. Not that of Ratchet's own runs, which have a journal. */
    static final String KEY = "ratchet.client.key";

    private static final int MOST_REQUESTS = 3;
    private static final String DEFAULT_EXPERIMENT = "0";

    private final Rpc rpc;

    /** Creates through these calls. */
    public KeyedRuns(Rpc rpc) {
        this.rpc = rpc;
    }

    /**
     * Creates a run. When the answer is lost, the run that the server made is given.
     *
     * @throws UnavailableException when the server neither answers nor can be asked what it did
     */
    public Run create(CreateRun wanted) {
        String key = UUID.randomUUID().toString();
        CreateRun keyed = wanted.toBuilder()
                .addTags(RunTag.newBuilder().setKey(KEY).setValue(key))
                .build();
        String experiment = wanted.getExperimentId().isEmpty() ? DEFAULT_EXPERIMENT : wanted.getExperimentId();
        for (int request = 1; ; request++) {
            try {
                Run run = rpc.create("runs/create", Rpc.fields(keyed), CreateRun.Response.newBuilder())
                        .getRun();
                return request == 1 ? run : withoutLateOnes(run, find(experiment, key));
            } catch (UnavailableException lost) {
                if (!lost.mayHaveHappened()) {
                    throw lost;
                }
                // Waits for the server as long as any call may, so a request that follows finds it ready.
                List<Run> found = find(experiment, key);
                if (!found.isEmpty()) {
                    return withoutLateOnes(found.get(0), found);
                }
                if (request == MOST_REQUESTS) {
                    throw lost;
                }
            }
        }
    }

    private List<Run> find(String experiment, String key) {
        SearchRuns search = SearchRuns.newBuilder()
                .addExperimentIds(experiment)
                .setFilter("tags.`" + KEY + "` = '" + key + "'")
                .setRunViewType(ViewType.ACTIVE_ONLY)
                .setMaxResults(MOST_REQUESTS)
                .build();
        return rpc.post("runs/search", Rpc.fields(search), SearchRuns.Response.newBuilder())
                .getRunsList();
    }

    /** A request that was given up may be carried out after the one that followed; its run is empty. */
    private Run withoutLateOnes(Run used, List<Run> found) {
        for (Run run : found) {
            if (!run.getInfo().getRunId().equals(used.getInfo().getRunId())) {
                rpc.post("runs/delete", Rpc.fields("run_id", run.getInfo().getRunId()));
            }
        }
        return used;
    }
}
