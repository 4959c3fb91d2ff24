/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.Inspection;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.RatchetException;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.Stores;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at configuration, server, store, runs and machine; a check that fails never hides the others. */
public final class Doctor {

    private final Supplier<RatchetBuilder> builder;
    private final Map<String, String> environment;
    private final Duration limit;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Prepares an examination.
     *
     * @param builder gives a new builder with all that was said
     * @param limit how long each question to the server may take, whole seconds
     */
    public Doctor(Supplier<RatchetBuilder> builder, Map<String, String> environment, Duration limit) {
        this.builder = builder;
        this.environment = environment;
        this.limit = limit;
    }

    /** Looks at everything, for some seconds at most. */
    public Report examine() {
        List<String> variables = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("MLFLOW_")
                        || variable.getKey().startsWith("RATCHET_"))
                .filter(variable -> !variable.getValue().isBlank())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        findings.add(Finding.ok(
                "configuration",
                variables.isEmpty()
                        ? "No variable MLFLOW_* or RATCHET_* is set."
                        : "Set in the environment: " + String.join(", ", variables) + "."));
        Optional<ServerDescription> server = server();
        String store;
        try (Inspection inspection = builder.get().inspect()) {
            store = inspection.directory().toString();
            check(() -> StoreChecks.of(inspection));
            check(() -> ModelCacheChecks.of(inspection));
            check(() -> RunChecks.of(inspection));
        }
        check(JavaChecks::all);
        return new Report(variables, store, server, findings);
    }

    private Optional<ServerDescription> server() {
        try (Inspection asGiven = builder.get().inspect()) {
            if (asGiven.server().isEmpty()) {
                findings.add(Finding.info(
                        "server.none",
                        "No server is set: runs stay in the local store.",
                        "Others see the runs once they are on a server; until then nothing is lost.",
                        "export MLFLOW_TRACKING_URI=http://localhost:5000, then: ratchet sync"));
                return Optional.empty();
            }
        } catch (MisconfiguredException e) {
            findings.add(Finding.problem(
                    "server.settings",
                    String.valueOf(e.getMessage()),
                    "Programs that open Ratchet with these settings end with this error.",
                    "Correct the setting that is named, then: ratchet doctor"));
            return Optional.empty();
        }
        // A doctor answers soon: one attempt, short silence.
        RatchetBuilder impatient = builder.get()
                .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                .set("MLFLOW_HTTP_REQUEST_TIMEOUT", String.valueOf(limit.toSeconds()));
        try (Inspection inspection = impatient.inspect()) {
            Stores stores = inspection.server().orElseThrow();
            ServerChecks checks = new ServerChecks(stores, builder, limit);
            check(checks::all);
            return checks.description();
        }
    }

    private void check(Supplier<List<Finding>> check) {
        try {
            findings.addAll(check.get());
        } catch (RatchetException | UncheckedIOException e) {
            findings.add(Finding.problem(
                    "doctor",
                    "A check could not be done: " + e.getMessage(),
                    "What it would have found is unknown.",
                    ""));
        }
    }
}
