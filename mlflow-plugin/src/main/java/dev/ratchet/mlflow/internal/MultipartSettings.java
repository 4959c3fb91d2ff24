/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;

import java.util.Optional;

/**
 * When files move between us and a server's storage past the server, by MLflow's environment variables; sizes in bytes.
 *
 * @param upload whether large files do; empty where the server decides
 * @param download whether files do; empty where the server decides
 * @param uploadMinimum smaller files go through the server
 * @param uploadPart the least size of a part
 * @param downloadPart the size of a range
 */
record MultipartSettings(
        Optional<Boolean> upload, Optional<Boolean> download, long uploadMinimum, long uploadPart, long downloadPart) {

    private static final long MIB = 1 << 20;

    /** What storage takes. */
    private static final long SMALLEST_PART = 5 * MIB;

    private static final long LARGEST_PART = 5L << 30;
    private static final int MOST_PARTS = 10_000;

    static MultipartSettings of(StoreSettings settings) {
        return new MultipartSettings(
                flag(settings, "MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD"),
                flag(settings, "MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD"),
                bytes(settings, "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", 64 * MIB, 1),
                bytes(settings, "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", 16 * MIB, SMALLEST_PART),
                bytes(settings, "MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", 16 * MIB, 1));
    }

    private static Optional<Boolean> flag(StoreSettings settings, String variable) {
        return settings.get(variable).map(text -> StoreSettings.flag(variable, text));
    }

    private static long bytes(StoreSettings settings, String variable, long fallback, long least) {
        Optional<String> text = settings.get(variable).map(String::strip);
        if (text.isEmpty()) {
            return fallback;
        }
        long value;
        try {
            value = Long.parseLong(text.get());
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (value < least || value > LARGEST_PART) {
            throw new MisconfiguredException(variable + " is '" + text.get() + "'; it must be a number of bytes from "
                    + least + " to " + LARGEST_PART + ".");
        }
        return value;
    }

    /** The size of a file's parts, all but the last. */
    long uploadPart(long fileSize) {
        long needed = (fileSize + MOST_PARTS - 1) / MOST_PARTS;
        return Math.max(uploadPart, (needed + MIB - 1) / MIB * MIB);
    }
}
