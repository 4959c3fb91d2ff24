/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.MlflowLedgers;
import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.store.StoreProvider;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.net.URI;

/**
 * Opens the stores of an MLflow tracking server, version 2.22 or 3.x, at an address that begins with {@code http:} or
 * {@code https:}.
 *
 * <p>Settings, under MLflow's names: {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD} (also as
 * user info of the address, or in {@code ~/.mlflow/credentials}), else {@code MLFLOW_TRACKING_TOKEN}; {@code
 * MLFLOW_WORKSPACE}; {@code MLFLOW_HTTP_REQUEST_TIMEOUT} (seconds of silence, default 120), {@code
 * MLFLOW_HTTP_REQUEST_MAX_RETRIES} (7), {@code MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR} (2 s), {@code
 * MLFLOW_HTTP_REQUEST_BACKOFF_JITTER} (1 s), {@code MLFLOW_HTTP_RESPECT_RETRY_AFTER_HEADER} (true); {@code
 * MLFLOW_TRACKING_SERVER_CERT_PATH}, else {@code REQUESTS_CA_BUNDLE} or {@code CURL_CA_BUNDLE}; {@code
 * MLFLOW_TRACKING_INSECURE_TLS}; {@code MLFLOW_TRACKING_CLIENT_CERT_PATH}. Proxies: {@code HTTP_PROXY}, {@code
 * HTTPS_PROXY}, {@code ALL_PROXY}, {@code NO_PROXY}. Of Ratchet alone: {@code RATCHET_PROXY}, {@code
 * RATCHET_HTTP_HEADERS} and {@code RATCHET_PARALLEL_TRANSFERS} (how many files of a directory move at once, 1 to 32,
 * default 4).
 *
 * <p>Files go where the server says that they are: through it, to a folder of this machine, or to storage that an {@link
 * dev.ratchet.store.ArtifactStoreProvider} reaches. Large ones go past the server to its storage where it offers that,
 * see {@code MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD}, {@code MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD} (as the server
 * offers), {@code MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE} (bytes, 64 MiB), {@code
 * MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE} and {@code MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE} (16 MiB).
 */
public final class MlflowStoreProvider implements StoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public MlflowStoreProvider() {}

    @Override
    public boolean accepts(URI trackingUri) {
        return "http".equalsIgnoreCase(trackingUri.getScheme()) || "https".equalsIgnoreCase(trackingUri.getScheme());
    }

    @Override
    public Stores open(StoreSettings settings) {
        Transports transports = Transports.open(settings);
        Transport tracking = transports.tracking();
        String workspace = tracking.workspace();
        return new Stores(
                tracking.server() + (workspace.isEmpty() ? "" : "#workspace=" + workspace),
                new MlflowTracking(tracking),
                transports.artifacts(),
                new MlflowRegistry(transports.registry(), tracking),
                new MlflowLedgers(transports.registry()),
                transports.description(),
                transports::close);
    }
}
