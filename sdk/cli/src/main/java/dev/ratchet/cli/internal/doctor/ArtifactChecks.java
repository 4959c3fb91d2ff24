/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether files reach the server: it has to pass artifacts on, and the experiments' addresses have to say so. */
final class ArtifactChecks {

    private static final String ID = "server.artifacts";
    private static final String WHY =
            "Files and models of such runs cannot be delivered; they wait in the local store.";
    private static final String FIX =
            "mlflow server --serve-artifacts --artifacts-destination <where they are kept> ...,"
                    + " then use a new experiment: an experiment keeps its address";
    private static final int NEWEST = 50;

    private ArtifactChecks() {}

    static List<Finding> of(Stores stores) {
        try {
            // An unknown folder is empty, so this asks for nothing but whether the server passes on.
            stores.artifacts().list("mlflow-artifacts:/", "ratchet-doctor");
        } catch (RatchetException e) {
            return List.of(Finding.problem(ID, "The server does not pass artifacts on: " + e.getMessage(), WHY, FIX));
        }
        Map<String, String> unreachable = unreachable(stores);
        if (unreachable.isEmpty()) {
            return List.of(Finding.ok(ID, "The server passes artifacts on."));
        }
        List<String> which = new ArrayList<>();
        unreachable.forEach((experiment, root) -> which.add("experiment " + experiment + " at " + root));
        return List.of(
                Finding.problem(ID, "Artifacts go around the server: " + String.join(", ", which) + ".", WHY, FIX));
    }

    /** Addresses by the ids of their experiments, of the newest runs. */
    private static Map<String, String> unreachable(Stores stores) {
        Map<String, String> roots = new LinkedHashMap<>();
        for (RunRecord run :
                stores.tracking().searchRuns(RunQuery.of(List.of(), NEWEST)).runs()) {
            roots.putIfAbsent(run.experimentId(), run.artifactRoot());
        }
        roots.values().removeIf(root -> isReachable(stores.artifacts(), root));
        return roots;
    }

    private static boolean isReachable(ArtifactStore artifacts, String root) {
        try {
            artifacts.list(root, "");
            return true;
        } catch (MisconfiguredException e) {
            return false;
        }
    }
}
