/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store.parts;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;

import java.util.Optional;

/**
 * From which size on files move in parts, and how large these are; all in bytes.
 *
 * @param uploadMinimum smaller files go in one request: four parts are the least that is worth the three requests more
 *     that parts cost
 * @param uploadPart the least size of a part; every part of a file but its last has the same
 * @param downloadPart the size of a range; a smaller file comes in one request
 */
public record PartSizes(long uploadMinimum, long uploadPart, long downloadPart) {

    private static final long MIB = 1 << 20;

    /** S3's own limits, which other storages share. */
    private static final long SMALLEST_PART = 5 * MIB;

    private static final long LARGEST_PART = 5L << 30;
    private static final int MOST_PARTS = 10_000;

    /**
     * Reads MLflow's variables {@code MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE}, {@code MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE}
     * and {@code MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE}; 64, 16 and 16 MiB unless they say otherwise.
     *
     * @throws MisconfiguredException when one is no number of bytes that storages take
     */
    public static PartSizes of(StoreSettings settings) {
        return new PartSizes(
                bytes(settings, "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", 64 * MIB, 1, LARGEST_PART),
                bytes(settings, "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", 16 * MIB, SMALLEST_PART, LARGEST_PART),
                bytes(settings, "MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", 16 * MIB, 1, LARGEST_PART));
    }

    private static long bytes(StoreSettings settings, String variable, long fallback, long least, long most) {
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
        if (value < least || value > most) {
            throw new MisconfiguredException(variable + " is '" + text.get() + "'; it must be a number of bytes from "
                    + least + " to " + most + ".");
        }
        return value;
    }

    /** The size of a file's parts: depends on nothing but the file's, so that a later process cuts it likewise. */
    public long uploadPart(long fileSize) {
        long needed = (fileSize + MOST_PARTS - 1) / MOST_PARTS;
        return Math.max(uploadPart, (needed + MIB - 1) / MIB * MIB);
    }
}
