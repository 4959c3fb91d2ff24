/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a server lets files move between us and its storage, past itself. It is asked once, and believed until then. */
final class StorageOffer {

    private static final Logger LOG = LoggerFactory.getLogger(StorageOffer.class);

    private final Transport transport;
    private final MultipartSettings settings;
    private @Nullable JsonNode info;
    private boolean uploadsEnded;
    private boolean downloadsEnded;

    StorageOffer(Transport transport, MultipartSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    MultipartSettings settings() {
        return settings;
    }

    synchronized boolean uploads() {
        return !uploadsEnded
                && settings.upload()
                        .orElseGet(
                                () -> info().path("multipart_uploads_enabled").asBoolean(false));
    }

    synchronized boolean downloads() {
        return !downloadsEnded
                && settings.download()
                        .orElseGet(
                                () -> info().path("multipart_downloads_enabled").asBoolean(false));
    }

    /** From now on uploads go through the server; {@code why} is for people. */
    synchronized void endUploads(String why) {
        if (!uploadsEnded) {
            uploadsEnded = true;
            LOG.warn("Uploads to {} go through the server from now on: {}", transport.server(), why);
        }
    }

    /** From now on downloads come through the server. */
    synchronized void endDownloads(String why) {
        if (!downloadsEnded) {
            downloadsEnded = true;
            LOG.warn("Downloads from {} come through the server from now on: {}", transport.server(), why);
        }
    }

    /** Whether the server signs addresses of storage that it does not pass on. */
    synchronized boolean signsForRuns() {
        return info().path("presigned_upload_run_id_supported").asBoolean(false);
    }

    /** Older servers say nothing of it. */
    private JsonNode info() {
        JsonNode known = info;
        if (known == null) {
            Answer answer = transport.exchange(Call.get(Api.SERVER_INFO));
            known = answer.isSuccess() ? answer.json() : MissingNode.getInstance();
            if (answer.isSuccess() || answer.isUnknownEndpoint()) {
                info = known;
            }
        }
        return known;
    }

    /** Whether an answer says that the server has no such thing, now and later. */
    static boolean isNotOffered(Answer answer) {
        return answer.status() == 501 || answer.status() == 405 || answer.isUnknownEndpoint();
    }
}
