/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The digest that Python's MLflow computes for the pandas frame with the same columns: 8 digits of an MD5 over the
 * hashes of the first 10,000 rows, the number of rows and the names of the columns. Booleans, dates, times, decimals,
 * bytes, lists, and texts of which one is missing, are left out, as there. Negative zero is zero, as with pandas 3.1 and
 * later. Used by one thread.
 */
public final class PythonTableDigest {

    /** What was digested and how. */
    public static final String KIND = "mlflow-python-table-1";

    private static final int HASHED_ROWS = 10_000;
    private static final int DIGITS = 8;

    /** A column that is hashed. */
    private record Named(String name, PythonColumn column) {}

    private final TableSchema schema;
    private final List<PythonColumn> columns = new ArrayList<>();
    private long rows;

    /** Begins with no rows. */
    public PythonTableDigest(TableSchema schema) {
        this.schema = schema;
        schema.fields().forEach(field -> columns.add(new PythonColumn(field.type())));
    }

    /** Reads a source to its end; the digest. */
    public static String of(BatchSource source) {
        PythonTableDigest digest = new PythonTableDigest(source.schema());
        for (Batch next = source.next(); next != null; next = source.next()) {
            try (Batch batch = next) {
                digest.add(batch);
            }
        }
        return digest.hex();
    }

    /** Takes the next rows; the batch stays the caller's. */
    public void add(Batch batch) {
        rows += batch.rows();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(batch.columns().get(i), HASHED_ROWS);
        }
    }

    /** The digest of the rows so far. */
    public String hex() {
        List<Named> hashed = hashed();
        int some = (int) Math.min(rows, HASHED_ROWS);
        ByteBuffer bytes = ByteBuffer.allocate((some + 1) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < some; row++) {
            bytes.putLong(hash(hashed, row));
        }
        bytes.putLong(rows);
        MessageDigest md5 = md5();
        md5.update(bytes.array());
        schema.names().forEach(name -> md5.update(name.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(md5.digest()).substring(0, DIGITS);
    }

    /** In order; by name when there are both texts and numbers, because Python makes a union of them then. */
    private List<Named> hashed() {
        List<Named> found = new ArrayList<>();
        boolean texts = false;
        boolean numbers = false;
        for (int i = 0; i < columns.size(); i++) {
            PythonColumn column = columns.get(i);
            boolean numeric = column.isNumeric();
            if (numeric || column.isText()) {
                found.add(new Named(schema.fields().get(i).name(), column));
                texts |= !numeric;
                numbers |= numeric;
            }
        }
        if (texts && numbers) {
            found.sort(Comparator.comparing(Named::name, PythonTableDigest::compare));
        }
        return found;
    }

    /** By code points, as Python compares; Java's own order is another one above U+FFFF. */
    private static int compare(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    /** How Python combines the hashes of a tuple; the position of the row is its last element. */
    private static long hash(List<Named> hashed, int row) {
        long out = 0x345678L;
        long factor = 1_000_003L;
        int count = hashed.size() + 1;
        for (int i = 0; i < count; i++) {
            long element = i < hashed.size() ? hashed.get(i).column().hash(row) : PythonColumn.mix(row);
            out = (out ^ element) * factor;
            factor += 82_520L + 2L * (count - i);
        }
        return out + 97_531L;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5.", e);
        }
    }
}
