/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.parts.PartSizes;

import java.util.Optional;

/**
 * When files move between us and a server's storage past the server, by MLflow's environment variables.
 *
 * @param upload whether large files do; empty where the server decides
 * @param download whether files do; empty where the server decides
 * @param sizes from which size on, and in which parts
 */
record MultipartSettings(Optional<Boolean> upload, Optional<Boolean> download, PartSizes sizes) {

    static MultipartSettings of(StoreSettings settings) {
        return new MultipartSettings(
                flag(settings, "MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD"),
                flag(settings, "MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD"),
                PartSizes.of(settings));
    }

    private static Optional<Boolean> flag(StoreSettings settings, String variable) {
        return settings.get(variable).map(text -> StoreSettings.flag(variable, text));
    }
}
