/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.RunStatus;
import dev.ratchet.store.DatasetInput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of every kind, the same as in the fixture of format 1. */
final class Samples {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    static final Entry.WriterOpened HEADER = new Entry.WriterOpened(
            1_700_000_000_000L, "1700000000000-42-00c0ffee", "host", "boot-1", 42, 1_699_999_999_000L, "0.1.0");

    private Samples() {}

    /** Everything but metrics, which have arrays and so no equality. */
    static List<Entry> values() {
        return List.of(
                HEADER,
                new Entry.RunCreated(
                        1_700_000_000_001L,
                        KEY,
                        "breast-cancer",
                        "depth 4",
                        "",
                        tags("mlflow.user", "ann", "é", "日本 😀")),
                new Entry.RunResumed(1_700_000_000_002L),
                new Entry.RunJoined(1_700_000_000_003L, "http://localhost:5000", "abc", "7"),
                new Entry.Params(1_700_000_000_004L, tags("max_depth", "4", "eta", "")),
                new Entry.Tags(1_700_000_000_005L, tags("team", "ratchet")),
                new Entry.Input(
                        1_700_000_000_006L,
                        new DatasetInput("wdbc", "0123abcd", "local", "{\"uri\":\"/x\"}", "{}", "{}", "train")),
                new Entry.Artifact(1_700_000_000_007L, "plots/roc.svg", 5_000_000_000L, "ff".repeat(32)),
                new Entry.ModelLogged(1_700_000_000_008L, "m1", "model", "ee".repeat(32), tags("a", "b")),
                new Entry.ModelFinished(1_700_000_000_009L, "m1"),
                new Entry.ModelDeleted(1_700_000_000_010L, "m0"),
                new Entry.VersionRegistered(1_700_000_000_011L, "v1", "churn", "m1", tags("k", "v"), "**Better**"),
                new Entry.RunEnded(1_700_000_000_012L, RunStatus.FAILED, "IOException: no"),
                new Entry.RunDeleted(1_700_000_000_013L),
                new Entry.Lost(1_700_000_000_014L, 12, "File too large"),
                new Entry.WriterClosed(1_700_000_000_015L));
    }

    static Entry.Metrics metrics() {
        return new Entry.Metrics(1_700_000_000_016L, -3, List.of("loss", "auc", "x/y z"), new double[] {
            0.25, Double.NaN, Double.NEGATIVE_INFINITY
        });
    }

    static Entry.ModelMetrics modelMetrics() {
        return new Entry.ModelMetrics(
                1_700_000_000_017L, "m1", "wdbc", "0123abcd", 9, List.of("auc"), new double[] {Double.MIN_VALUE});
    }

    /** All kinds, in the order of the fixture. */
    static List<Entry> all() {
        List<Entry> all = new ArrayList<>(values());
        all.add(metrics());
        all.add(modelMetrics());
        return all;
    }

    private static Map<String, String> tags(String... pairs) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(tags);
    }

    /** Writes all kinds to a file; the first of them is the header of the file. */
    static void write(Path file) throws IOException {
        try (FrameWriter frames = new FrameWriter(file)) {
            for (Entry entry : all()) {
                frames.append(out -> EntryCodec.encode(entry, out));
            }
        }
    }

    /** What a file says, entry by entry, in words that can be compared. */
    static List<String> read(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file, 0)) {
            return read(reader);
        }
    }

    static List<String> read(JournalReader reader) throws IOException {
        List<String> words = new ArrayList<>();
        for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
            words.add(words(entry));
        }
        return words;
    }

    static List<String> words(List<Entry> entries) {
        return entries.stream().map(Samples::words).toList();
    }

    private static String words(Entry entry) {
        if (entry instanceof Entry.Metrics m) {
            return "Metrics " + m.time() + " " + m.step() + " " + m.keys() + " "
                    + java.util.Arrays.toString(m.values());
        }
        if (entry instanceof Entry.ModelMetrics m) {
            return "ModelMetrics " + m.time() + " " + m.modelKey() + " " + m.datasetName() + " " + m.datasetDigest()
                    + " " + m.step() + " " + m.keys() + " " + java.util.Arrays.toString(m.values());
        }
        return entry.toString();
    }
}
