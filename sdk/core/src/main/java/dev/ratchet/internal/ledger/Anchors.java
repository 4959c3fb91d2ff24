/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.HeadAnchor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is said of a ledger outside of it.
 *
 * @param ledger the id that the registered model names, or empty
 * @param heads the heads that tags name
 */
record Anchors(String ledger, List<HeadAnchor> heads) {

    static final Anchors NONE = new Anchors("", List.of());

    Anchors {
        heads = List.copyOf(heads);
    }

    static Anchors of(Map<String, String> modelTags, String where) {
        return new Anchors(modelTags.getOrDefault(EntryTags.LEDGER, ""), heads(modelTags, where));
    }

    /** The same and the heads that the tags of something else name. */
    Anchors and(Map<String, String> tags, String where) {
        List<HeadAnchor> all = new ArrayList<>(heads);
        all.addAll(heads(tags, where));
        return new Anchors(ledger, all);
    }

    private static List<HeadAnchor> heads(Map<String, String> tags, String where) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().startsWith(EntryTags.HEAD))
                .map(tag -> head(tag.getKey().substring(EntryTags.HEAD.length()), tag.getValue(), where))
                .toList();
    }

    /** One that cannot be read names an entry that is never there, so it is damage and not overlooked. */
    private static HeadAnchor head(String alias, String value, String where) {
        String[] words = value.split(" ", -1);
        int number = words.length == 3 && words[0].matches("[1-9]\\d{0,8}") ? Integer.parseInt(words[0]) : 0;
        return number == 0
                ? new HeadAnchor("", alias, 0, value, where)
                : new HeadAnchor(words[2], alias, number, words[1], where);
    }

    static String value(HeadAnchor anchor) {
        return anchor.number() + " " + anchor.chain() + " " + anchor.ledger();
    }
}
