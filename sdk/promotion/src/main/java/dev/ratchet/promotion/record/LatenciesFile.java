/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.ModelFacts;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.json.JsonText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The nanoseconds of the calls that a decision was made by, as JSON: lists {@code champion} and {@code candidate}, the calls
 * of one in the order of the other's. Thread-safe.
 */
public final class LatenciesFile {

    /** The name of the file among the artifacts of a decision's run. */
    public static final String NAME = "latencies.json";

    private LatenciesFile() {}

    /** The latencies of both models as JSON; a model whose calls were not timed is left out. */
    public static String json(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        evidence.ofChampion().latencies().ifPresent(calls -> json.put("champion", list(calls)));
        evidence.ofCandidate().latencies().ifPresent(calls -> json.put("candidate", list(calls)));
        return CanonicalJson.write(json);
    }

    private static List<Long> list(long[] calls) {
        return LongStream.of(calls).boxed().toList();
    }

    /**
     * Gives kept latencies to the evidence of a decision that is computed again.
     *
     * @throws RatchetException when the file cannot be read or holds something else
     */
    public static void read(Path file, Evidence.Builder kept) {
        try {
            if (!(JsonText.read("'" + file + "'", Files.readString(file)) instanceof Map<?, ?> json)) {
                throw new RatchetException(
                        "'" + file + "' holds no latencies: lists champion and candidate are needed.");
            }
            if (json.get("champion") instanceof List<?> calls) {
                kept.ofChampion(ModelFacts.none().withLatencies(nanoseconds(file, calls)));
            }
            if (json.get("candidate") instanceof List<?> calls) {
                kept.ofCandidate(ModelFacts.none().withLatencies(nanoseconds(file, calls)));
            }
        } catch (IOException e) {
            throw new RatchetException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static long[] nanoseconds(Path file, List<?> calls) {
        long[] nanoseconds = new long[calls.size()];
        for (int i = 0; i < nanoseconds.length; i++) {
            if (!(calls.get(i) instanceof Number number)) {
                throw new RatchetException("'" + file + "' has '" + calls.get(i) + "' where nanoseconds belong.");
            }
            nanoseconds[i] = number.longValue();
        }
        return nanoseconds;
    }
}
