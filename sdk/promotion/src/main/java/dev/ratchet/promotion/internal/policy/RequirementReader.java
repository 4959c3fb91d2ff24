/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.promotion.internal.policy.YamlValue.YamlMap;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Requirement.Approvals.ByAuthor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what must be true beside numbers: the keys data, signature, tags and approvals. */
final class RequirementReader {

    static final List<String> DATA = List.of("minimum-rows", "test-set", "digest", "schema", "label", "key");
    static final List<String> APPROVALS = List.of("count", "from", "expire-after", "identity", "by-author");

    private RequirementReader() {}

    static List<Requirement> read(YamlMap policy) {
        List<Requirement> all = new ArrayList<>();
        policy.get("data").ifPresent(value -> data(value, all));
        policy.get("signature").ifPresent(value -> {
            value.choice("signature", new String[] {"compatible"}, text -> text);
            all.add(new Requirement.CompatibleSignature());
        });
        policy.get("tags").ifPresent(value -> value.list("tags").forEach(tag -> all.add(tag(tag.text("a tag")))));
        policy.get("approvals").ifPresent(value -> all.add(approvals(value)));
        return all;
    }

    private static void data(YamlValue value, List<Requirement> all) {
        YamlMap map = value.map("data", DATA);
        map.get("minimum-rows")
                .ifPresent(rows -> all.add(
                        rows.checked(() -> new Requirement.MinimumRows(Math.toIntExact(rows.whole("minimum-rows"))))));
        map.get("test-set").ifPresent(given -> {
            given.choice("test-set", new String[] {"sealed"}, text -> text);
            all.add(new Requirement.SealedTestSet());
        });
        map.get("digest").ifPresent(given -> {
            String[] parts = given.text("digest").split(":", 2);
            if (parts.length != 2) {
                throw given.error("digest is '" + parts[0] + "': kind and digits are needed, as content-1:0123abcd.");
            }
            all.add(given.checked(() -> new Requirement.DeclaredData(new DatasetDigest(parts[0], parts[1]))));
        });
        map.get("schema").ifPresent(given -> {
            given.choice("schema", new String[] {"same"}, text -> text);
            all.add(new Requirement.SameSchema());
        });
    }

    private static Requirement tag(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Requirement.RequiredTag(text, Optional.empty())
                : new Requirement.RequiredTag(text.substring(0, equals), Optional.of(text.substring(equals + 1)));
    }

    private static Requirement approvals(YamlValue value) {
        YamlMap map = value.map("approvals", APPROVALS);
        List<String> from = map.get("from")
                .map(people -> people.list("from").stream()
                        .map(person -> person.text("a name"))
                        .toList())
                .orElse(List.of());
        return value.checked(() -> new Requirement.Approvals(
                Math.toIntExact(map.require("count").whole("count")),
                from,
                map.get("expire-after")
                        .map(after -> Units.duration(after.text("expire-after"))
                                .orElseThrow(() -> after.error("expire-after is '" + after.text("expire-after")
                                        + "': a number and a unit are needed, as 7d (s, m, h, d)."))),
                map.get("identity")
                        .map(given -> given.choice("identity", Identity.values(), Identity::text))
                        .orElse(Identity.AUTHENTICATED),
                map.get("by-author")
                        .map(given -> given.choice("by-author", ByAuthor.values(), PolicyReader::lower))
                        .orElse(ByAuthor.REFUSED)));
    }
}
