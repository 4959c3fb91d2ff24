/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.ArtifactStoreProvider;
import dev.ratchet.store.StoreSettings;

/**
 * Opens artifact roots {@code s3://bucket/prefix} on Amazon S3 and on what speaks its protocol.
 *
 * <p>Settings, by Python's names: {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and {@code
 * AWS_SESSION_TOKEN}, else the default chain of the AWS SDK (profiles, roles of containers and machines); {@code
 * AWS_REGION}, else {@code AWS_DEFAULT_REGION}, else that of the profile or of the machine; {@code
 * MLFLOW_S3_ENDPOINT_URL}, else {@code AWS_ENDPOINT_URL_S3}, else {@code AWS_ENDPOINT_URL}; {@code
 * MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE}; {@code MLFLOW_S3_IGNORE_TLS}, {@code AWS_CA_BUNDLE}; {@code
 * MLFLOW_S3_UPLOAD_EXTRA_ARGS}, {@code MLFLOW_S3_EXPECTED_BUCKET_OWNER}; {@code
 * MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE} (bytes, default 64 MiB) and {@code MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE}
 * (default 16 MiB, at least 5 MiB), {@code MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE} (default 16 MiB); {@code
 * RATCHET_PARALLEL_TRANSFERS} (how many parts move at once, 1 to 32, default 4).
 */
public final class S3ArtifactStoreProvider implements ArtifactStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public S3ArtifactStoreProvider() {}

    @Override
    public boolean accepts(String scheme) {
        return scheme.equals("s3") || scheme.equals("s3a") || scheme.equals("s3n");
    }

    @Override
    public ArtifactStore open(StoreSettings settings) {
        return new S3ArtifactStore(S3Settings.of(settings));
    }
}
