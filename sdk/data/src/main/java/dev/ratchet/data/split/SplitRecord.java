/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.json.JsonText;
import dev.ratchet.data.internal.split.SplitMix;
import dev.ratchet.dataset.DatasetDigest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a split did, to be logged with a run: with the table and the plan it can be done again, and the digests tell
 * whether it was. Immutable.
 *
 * @param plan how rows were placed
 * @param table the name of the table
 * @param rows how many rows it had
 * @param content the digest of its rows in order
 * @param key the columns that told its rows apart
 * @param parts the parts, in order
 */
public record SplitRecord(
        SplitPlan plan, String table, int rows, DatasetDigest content, List<String> key, List<Part> parts) {

    /** The version of the form in JSON. */
    public static final String FORMAT = "ratchet-split-1";

    static final String ARTIFACT = "split.json";

    /**
     * A part.
     *
     * @param name {@code train}, {@code validation}, {@code test}, or {@code fold-0}, {@code fold-1}, ...
     * @param rows how many rows it has
     * @param multiset the digest of its rows in any order
     */
    public record Part(String name, int rows, DatasetDigest multiset) {}

    /** Copies the lists. */
    public SplitRecord {
        key = List.copyOf(key);
        parts = List.copyOf(parts);
    }

    static SplitRecord of(SplitPlan plan, Table table, Table train, Table validation, SealedPart test) {
        return of(
                plan,
                table,
                List.of(
                        part("train", train),
                        part("validation", validation),
                        new Part("test", test.rowCount(), test.digest())));
    }

    static SplitRecord of(SplitPlan plan, Table table, List<Part> parts) {
        return new SplitRecord(
                plan, table.name(), table.rowCount(), table.digest().digest(), table.key(), parts);
    }

    static Part part(String name, Table table) {
        return new Part(name, table.rowCount(), table.digestOfRowsInAnyOrder());
    }

    /** Logs the record as artifact {@code split.json}, and plan and digests as tags {@code ratchet.split...}. */
    public void logTo(Run run) {
        run.logText(toJson(), ARTIFACT);
        run.setTags(tags());
    }

    /** The plan, the table and the digest of each part. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("ratchet.split", plan.toString());
        tags.put("ratchet.split.table", table + " " + content);
        parts.forEach(
                part -> tags.put("ratchet.split." + part.name(), part.multiset().toString()));
        return tags;
    }

    /** As JSON for people and programs. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("plan", plan.toJsonValue());
        json.put("generator", SplitMix.NAME);
        json.put("hash", "sha-256");
        Map<String, Object> from = new LinkedHashMap<>();
        from.put("name", table);
        from.put("rows", rows);
        from.put("key", key);
        from.put("digest", content.toString());
        json.put("table", from);
        List<Object> list = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", part.name());
            one.put("rows", part.rows());
            one.put("digest", part.multiset().toString());
            list.add(one);
        }
        json.put("parts", list);
        return JsonText.writePretty(json);
    }
}
