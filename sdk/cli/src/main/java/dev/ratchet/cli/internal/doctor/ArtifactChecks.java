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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether files reach where the experiments' addresses say: through the server, or past it where that is possible. */
final class ArtifactChecks {

    private static final String ID = "server.artifacts";
    private static final String WHY =
            "Files and models of such runs cannot be delivered; they wait in the local store.";
    private static final String FIX =
            "mlflow server --serve-artifacts --artifacts-destination <where they are kept> ...,"
                    + " then use a new experiment: an experiment keeps its address";
    private static final String PASSED_ON = "mlflow-artifacts:";
    private static final int NEWEST = 50;

    private ArtifactChecks() {}

    static List<Finding> of(Stores stores) {
        Map<String, String> roots = roots(stores);
        Map<String, String> unreachable = new LinkedHashMap<>();
        roots.forEach((experiment, root) -> problem(stores.artifacts(), root)
                .ifPresent(problem -> unreachable.put(experiment, root + ": " + problem)));
        boolean allDirect = !roots.isEmpty()
                && roots.values().stream()
                        .noneMatch(root -> root.toLowerCase(Locale.ROOT).startsWith(PASSED_ON));
        Optional<String> server = allDirect ? Optional.empty() : serverProblem(stores.artifacts());
        if (server.isPresent()) {
            return List.of(Finding.problem(ID, "The server does not pass artifacts on: " + server.get(), WHY, FIX));
        }
        if (!unreachable.isEmpty()) {
            List<String> which = new ArrayList<>();
            unreachable.forEach((experiment, problem) -> which.add("experiment " + experiment + " at " + problem));
            return List.of(Finding.problem(
                    ID, "Artifacts go around the server, where they cannot: " + String.join(" ", which), WHY, FIX));
        }
        return List.of(Finding.ok(
                ID,
                allDirect
                        ? "Artifacts go around the server, to where its experiments have them."
                        : "The server passes artifacts on."));
    }

    private static Optional<String> serverProblem(ArtifactStore artifacts) {
        try {
            // An unknown folder is empty, so this asks for nothing but whether the server passes on.
            artifacts.list(PASSED_ON + "/", "ratchet-doctor");
            return Optional.empty();
        } catch (RatchetException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Addresses by the ids of their experiments, of the newest runs. */
    private static Map<String, String> roots(Stores stores) {
        Map<String, String> roots = new LinkedHashMap<>();
        for (RunRecord run :
                stores.tracking().searchRuns(RunQuery.of(List.of(), NEWEST)).runs()) {
            roots.putIfAbsent(run.experimentId(), run.artifactRoot());
        }
        return roots;
    }

    private static Optional<String> problem(ArtifactStore artifacts, String root) {
        try {
            artifacts.list(root, "");
            return Optional.empty();
        } catch (MisconfiguredException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RatchetException e) {
            // A root that is reached and does not answer now: the server's own check says whether that is all of it.
            return root.toLowerCase(Locale.ROOT).startsWith(PASSED_ON)
                    ? Optional.empty()
                    : Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
