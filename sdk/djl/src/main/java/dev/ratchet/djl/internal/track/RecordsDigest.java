/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Identifies a data set of which only its records can be asked for. {@value #CONTENT_KIND} is the SHA-256 over all records
 * in index order: of each the bytes of its data, then of its labels, behind their types and shapes where these differ from
 * the record before. Samplers, batches and transforms have no part in it.
 */
public final class RecordsDigest {

    /** All records were read. */
    public static final String CONTENT_KIND = "djl-records-1";

    /** The size, and as many records as is said here, evenly spread: for data sets that are larger than the limit. */
    public static final String OUTLINE_KIND = "djl-outline-1";

    private static final int OUTLINE_RECORDS = 100;

    private final RandomAccessDataset dataset;
    private final NDManager manager;
    private Sha256 sha256 = new Sha256();
    private String layout = "";

    private RecordsDigest(RandomAccessDataset dataset, NDManager manager) {
        this.dataset = dataset;
        this.manager = manager;
    }

    /**
     * What a pass over a data set found.
     *
     * @param identity who it is
     * @param bytes about how many bytes all records have
     * @param whole whether all of them were read
     */
    public record Pass(DatasetIdentity identity, long bytes, boolean whole) {}

    /**
     * Reads all records, or some where all have more than {@code limit} bytes. The first record says about how many they
     * have; those that are read are counted, so that never more than the limit and a record is read before some are
     * enough. With a limit of 0 only some are read.
     */
    public static Pass of(RandomAccessDataset dataset, String name, NDManager manager, long limit) throws IOException {
        return new RecordsDigest(dataset, manager).read(name, limit);
    }

    private Pass read(String name, long limit) throws IOException {
        long size = dataset.size();
        long bytes = 0;
        List<Layout> features = List.of();
        if (size > 0) {
            try (NDManager scope = manager.newSubManager()) {
                Record first = dataset.get(scope, 0);
                features = shapes(first.getData());
                bytes = size * (bytes(first.getData()) + bytes(first.getLabels()));
            }
        }
        boolean whole = size == 0;
        if (!whole && limit > 0 && bytes <= limit) {
            long read = all(size, limit);
            whole = read >= 0;
            bytes = whole ? read : Math.max(bytes, -read);
        }
        if (!whole || size == 0) {
            outline(size);
        }
        DatasetDigest digest = new DatasetDigest(whole ? CONTENT_KIND : OUTLINE_KIND, sha256.hex());
        return new Pass(
                new DatasetIdentity(
                        name, DatasetSource.code(), schema(features), profile(size, features), List.of(digest)),
                bytes,
                whole);
    }

    /** How many bytes all records have; below 0 about how many, where they are more than the limit. */
    private long all(long size, long limit) throws IOException {
        begin(size);
        long read = 0;
        for (long i = 0; i < size; i++) {
            read += add(i);
            if (read > limit) {
                return -(long) Math.min(Long.MAX_VALUE, (double) read / (i + 1) * size);
            }
        }
        return read;
    }

    /** At most so many records, of which the first is one. */
    private void outline(long size) throws IOException {
        begin(size);
        long step = Math.max(1, (size + OUTLINE_RECORDS - 1) / OUTLINE_RECORDS);
        for (long i = 0; i < size; i += step) {
            add(i);
        }
    }

    private void begin(long size) {
        sha256 = new Sha256();
        layout = "";
        sha256.add(size + "\n");
    }

    private long add(long index) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            Record record = dataset.get(scope, index);
            String now = layout(record.getData()) + " " + layout(record.getLabels());
            if (!now.equals(layout)) {
                sha256.add(now + "\n");
                layout = now;
            }
            record.getData().forEach(sha256::add);
            record.getLabels().forEach(sha256::add);
            return bytes(record.getData()) + bytes(record.getLabels());
        }
    }

    private record Layout(String type, List<Long> sizes) {}

    private static List<Layout> shapes(NDList arrays) {
        List<Layout> shapes = new ArrayList<>();
        for (NDArray array : arrays) {
            shapes.add(new Layout(
                    array.getDataType().name().toLowerCase(Locale.ROOT),
                    LongStream.of(array.getShape().getShape()).boxed().toList()));
        }
        return shapes;
    }

    private static String layout(NDList arrays) {
        return shapes(arrays).stream()
                .map(shape -> shape.type() + shape.sizes())
                .collect(Collectors.joining(" "));
    }

    private static long bytes(NDList arrays) {
        return arrays.stream()
                .mapToLong(
                        array -> array.size() * Math.max(1, array.getDataType().getNumOfBytes()))
                .sum();
    }

    private static Map<String, ?> schema(List<Layout> features) {
        String tensors = features.stream()
                .map(shape -> "{\"type\": \"tensor\", \"tensor-spec\": {\"dtype\": \"" + shape.type()
                        + "\", \"shape\": [-1"
                        + shape.sizes().stream().map(size -> ", " + size).collect(Collectors.joining()) + "]}}")
                .collect(Collectors.joining(", ", "[", "]"));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("features", tensors);
        return Map.of("mlflow_tensorspec", spec);
    }

    private static Map<String, ?> profile(long size, List<Layout> features) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("num_rows", size);
        if (!features.isEmpty()) {
            List<Long> shape = new ArrayList<>(List.of(size));
            shape.addAll(features.get(0).sizes());
            profile.put("features_shape", shape);
        }
        return profile;
    }
}
