/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.dataset.FloatDataset;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Identifies a plain matrix. XGBoost does not give a matrix's values back, so its digest, {@value #CONTENT_KIND}, is the
 * SHA-256 of the file that XGBoost saves it as: labels, weights, groups, margins and names are part of it. It tells
 * matrices of one version of XGBoost apart and is no long-term identity of the data.
 */
final class MatrixIdentity {

    static final String CONTENT_KIND = "xgboost-dmatrix-1";

    /** For matrices that are not saved: sizes, names, types, labels and weights. */
    static final String OUTLINE_KIND = "xgboost-dmatrix-outline-1";

    private static final int BUFFER = 1 << 18;

    private MatrixIdentity() {}

    /** The size of the file that XGBoost would write: 8 bytes per present value, 8 per row, 4 per label or weight. */
    static long sizeAsSaved(DMatrix matrix) throws XGBoostError {
        return 8 * matrix.nonMissingNum() + 16 * matrix.rowNum();
    }

    static DatasetIdentity of(DMatrix matrix, String name, long columns, long limit) throws XGBoostError, IOException {
        DatasetDigest digest = sizeAsSaved(matrix) <= limit ? content(matrix) : outline(matrix);
        return new DatasetIdentity(
                name,
                DatasetSource.code(),
                FloatDataset.tensorSchema(columns),
                FloatDataset.tensorProfile(matrix.rowNum(), columns),
                List.of(digest));
    }

    static DatasetDigest content(DMatrix matrix) throws IOException {
        Path directory = Files.createTempDirectory("ratchet-dmatrix-");
        Path file = directory.resolve("matrix");
        try {
            matrix.saveBinary(file.toString());
            if (!Files.isRegularFile(file)) {
                throw new IOException("XGBoost could not save the matrix to '" + file
                        + "'; is the directory of temporary files writable, and has it room?");
            }
            return new DatasetDigest(CONTENT_KIND, sha256(file));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }

    private static DatasetDigest outline(DMatrix matrix) throws XGBoostError {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(16)
                .putLong(matrix.rowNum())
                .putLong(matrix.nonMissingNum())
                .flip());
        update(digest, matrix.getFeatureNames());
        update(digest, matrix.getFeatureTypes());
        update(digest, matrix.getLabel());
        update(digest, matrix.getWeight());
        return new DatasetDigest(OUTLINE_KIND, HexFormat.of().formatHex(digest.digest()));
    }

    private static void update(MessageDigest digest, String[] texts) {
        digest.update((texts.length + "\n" + String.join("\n", texts) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void update(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        digest.update(bytes.putInt(values.length).flip());
        for (int i = 0; i < values.length; ) {
            bytes.clear();
            for (; i < values.length && bytes.remaining() >= Float.BYTES; i++) {
                bytes.putFloat(values[i]);
            }
            digest.update(bytes.flip());
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
