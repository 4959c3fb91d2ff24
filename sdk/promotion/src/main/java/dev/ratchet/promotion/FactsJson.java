/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.promotion.Evidence.TestPart;
import dev.ratchet.promotion.rule.Identity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What was known beside predictions and latencies, in the record of a decision: so that it can be judged again by what was
 * known then.
 */
final class FactsJson {

    private FactsJson() {}

    static Map<String, Object> write(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("candidate", model(evidence.ofCandidate()));
        json.put("champion", model(evidence.ofChampion()));
        json.put("data", evidence.data().stream().map(DatasetDigest::toString).toList());
        evidence.testPart().ifPresent(part -> json.put("testPart", part.name()));
        evidence.usesBefore().ifPresent(uses -> json.put("usesBefore", uses));
        json.put("tags", evidence.tags());
        json.put(
                "approvals",
                evidence.approvals().stream().map(FactsJson::approval).toList());
        evidence.at().ifPresent(at -> json.put("at", at.toString()));
        return json;
    }

    private static Map<String, Object> approval(Approval approval) {
        return Map.of(
                "person",
                approval.person(),
                "identity",
                approval.identity().name(),
                "at",
                approval.at().toString());
    }

    private static Map<String, Object> model(ModelFacts facts) {
        Map<String, Object> json = new LinkedHashMap<>();
        facts.digest().ifPresent(digest -> json.put("digest", digest));
        facts.size().ifPresent(bytes -> json.put("size", bytes));
        facts.memory().ifPresent(bytes -> json.put("memory", bytes));
        facts.latencies().ifPresent(calls -> json.put("timedCalls", calls.length));
        facts.dataUntil().ifPresent(until -> json.put("dataUntil", until.toString()));
        facts.author().ifPresent(author -> json.put("author", author));
        facts.signature().ifPresent(signature -> json.put("signature", signature.toMlmodel()));
        facts.columns()
                .ifPresent(columns -> json.put(
                        "columns", columns.stream().map(FactsJson::column).toList()));
        return json;
    }

    private static Map<String, Object> column(Column column) {
        return Map.of("name", column.name(), "type", column.type().name(), "required", column.required());
    }

    /** Tells the builder what a record knows; latencies stay as they are. */
    static void read(Map<?, ?> json, Evidence.Builder builder) {
        builder.ofCandidate(model(map(json.get("candidate")), builder.ofCandidate()));
        builder.ofChampion(model(map(json.get("champion")), builder.ofChampion()));
        for (Object digest : list(json.get("data"))) {
            String[] parts = String.valueOf(digest).split(":", 2);
            builder.data(new DatasetDigest(parts[0], parts[1]));
        }
        text(json.get("testPart"), part -> builder.testPart(TestPart.valueOf(part)));
        number(json.get("usesBefore"), uses -> builder.usesBefore(uses.intValue()));
        Map<String, String> tags = new LinkedHashMap<>();
        map(json.get("tags")).forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        builder.tags(tags);
        for (Object approval : list(json.get("approvals"))) {
            Map<?, ?> own = map(approval);
            builder.approval(new Approval(
                    String.valueOf(own.get("person")),
                    Identity.valueOf(String.valueOf(own.get("identity"))),
                    Instant.parse(String.valueOf(own.get("at")))));
        }
        text(json.get("at"), at -> builder.at(Instant.parse(at)));
    }

    private static ModelFacts model(Map<?, ?> json, ModelFacts known) {
        ModelFacts[] facts = {known};
        text(json.get("digest"), digest -> facts[0] = facts[0].withDigest(digest));
        number(json.get("size"), bytes -> facts[0] = facts[0].withSize(bytes.longValue()));
        number(json.get("memory"), bytes -> facts[0] = facts[0].withMemory(bytes.longValue()));
        text(json.get("dataUntil"), until -> facts[0] = facts[0].withDataUntil(Instant.parse(until)));
        text(json.get("author"), author -> facts[0] = facts[0].withAuthor(author));
        ModelSignature.fromMlmodel(json.get("signature"))
                .ifPresent(signature -> facts[0] = facts[0].withSignature(signature));
        if (json.containsKey("columns")) {
            List<Column> columns = new ArrayList<>();
            for (Object column : list(json.get("columns"))) {
                Map<?, ?> own = map(column);
                columns.add(new Column(
                        String.valueOf(own.get("name")),
                        ColumnType.valueOf(String.valueOf(own.get("type"))),
                        Boolean.TRUE.equals(own.get("required"))));
            }
            facts[0] = facts[0].withColumns(columns);
        }
        return facts[0];
    }

    private static void text(@Nullable Object value, Consumer<String> use) {
        if (value instanceof String text) {
            use.accept(text);
        }
    }

    private static void number(@Nullable Object value, Consumer<Number> use) {
        if (value instanceof Number number) {
            use.accept(number);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
