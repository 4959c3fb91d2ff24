/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.store.BatchLimits;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Which generation of MLflow answers; asked when first needed, remembered from then on. */
final class Generation {

    static final String VERSION_PATH = "/version";

    private static final Duration SHORT = Duration.ofSeconds(5);

    private final Transport transport;
    private volatile @Nullable MlflowVersion known;

    Generation(Transport transport) {
        this.transport = transport;
    }

    void remember(MlflowVersion version) {
        known = version;
    }

    /** Whether the server has logged models (3.x), or keeps models among a run's artifacts (2.x). */
    boolean hasLoggedModels() {
        MlflowVersion version = known;
        if (version == null) {
            Call call = Call.get(VERSION_PATH);
            Answer answer = transport.exchange(call);
            if (!answer.isSuccess()) {
                throw transport.toException(call, answer);
            }
            version = MlflowVersion.parse(answer.text())
                    .orElseThrow(() -> new MisconfiguredException(transport.server()
                            + "/version does not tell a version of MLflow, so the address is not one of its servers."));
            known = version;
        }
        return version.hasLoggedModels();
    }

    /** Refuses on MLflow 2, before anything is sent that it would ignore or not know. */
    void requireLoggedModels() {
        MlflowVersion version = hasLoggedModels() ? null : known;
        if (version != null) {
            throw new RefusedException(transport.server() + " is MLflow " + version.text()
                    + ", which has no logged models: they need MLflow 3.0 or later. On this server log the model's files as"
                    + " artifacts of its run and register them as runs:/<run>/<path>.");
        }
    }

    /** The limits of the server; the narrower ones while it does not tell its version. */
    BatchLimits limits() {
        return version().filter(version -> !version.needsSmallBatches()).isPresent()
                ? BatchLimits.MLFLOW
                : BatchLimits.OLDER_MLFLOW;
    }

    /** Whether a listed alias may be of a version that was deleted; so too while the server does not tell its version. */
    boolean listsDanglingAliases() {
        return version().filter(version -> !version.listsDanglingAliases()).isEmpty();
    }

    private Optional<MlflowVersion> version() {
        MlflowVersion version = known;
        if (version != null) {
            return Optional.of(version);
        }
        try {
            Answer answer = transport.exchangeOnce(Call.get(VERSION_PATH), SHORT);
            Optional<MlflowVersion> told = answer.isSuccess() ? MlflowVersion.parse(answer.text()) : Optional.empty();
            told.ifPresent(this::remember);
            return told;
        } catch (RatchetException e) {
            return Optional.empty();
        }
    }
}
