/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The dataset of every run that was used for one thing.
 *
 * @param context what it was used for
 * @param uses one per run
 */
public record DatasetRow(String context, List<Use> uses) {

    /**
     * A dataset of a run.
     *
     * @param name the dataset's name, empty where the run has none
     * @param digests digests by kind
     */
    public record Use(String name, Map<String, String> digests) {

        /** No dataset. */
        static final Use NONE = new Use("", Map.of());

        boolean isThere() {
            return !name.isEmpty();
        }
    }

    /** What the digests say. */
    public enum Verdict {
        /** All runs used the same data. */
        SAME("same"),
        /** At least two runs used different data. */
        DIFFERENT("different"),
        /** There is no kind of digest that all have, so nothing can be said. */
        NOT_COMPARABLE("not comparable"),
        /** The runs that used such data used the same, and some used none. */
        MISSING("not in all runs");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** The verdict in words. */
        public String words() {
            return words;
        }
    }

    /** What the digests say; only those of one kind are compared. */
    public Verdict verdict() {
        List<Use> there = uses.stream().filter(Use::isThere).toList();
        Map<String, Boolean> kinds = sameByKind();
        if (there.size() > 1 && kinds.isEmpty()) {
            return Verdict.NOT_COMPARABLE;
        }
        if (kinds.containsValue(false)) {
            return Verdict.DIFFERENT;
        }
        return there.size() < uses.size() ? Verdict.MISSING : Verdict.SAME;
    }

    /** Of every kind of digest that all uses have: whether they are equal. */
    public Map<String, Boolean> sameByKind() {
        List<Use> there = uses.stream().filter(Use::isThere).toList();
        Map<String, Boolean> same = new LinkedHashMap<>();
        if (there.isEmpty()) {
            return same;
        }
        Map<String, String> first = there.get(0).digests();
        Set<String> kinds = new TreeSet<>(first.keySet());
        there.forEach(use -> kinds.retainAll(use.digests().keySet()));
        for (String kind : kinds) {
            same.put(
                    kind,
                    there.stream()
                            .allMatch(use -> String.valueOf(first.get(kind))
                                    .equals(use.digests().get(kind))));
        }
        return same;
    }

    /** The verdict with the kinds of digests that it rests on. */
    public String words() {
        Map<String, Boolean> kinds = sameByKind();
        StringBuilder words = new StringBuilder(verdict().words());
        kinds.forEach((kind, same) ->
                words.append(words.indexOf("(") < 0 ? " (" : ", ").append(kind).append(same ? " equal" : " differs"));
        return kinds.isEmpty() ? words.toString() : words.append(')').toString();
    }
}
