/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ModelQuery;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RegistryPage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registered models by themselves, without their versions. */
final class RegisteredModels {

    private static final int PAGE = 1000;
    private static final int MOST_COLLISIONS = 5;
    private static final String ABSENT = "RESOURCE_DOES_NOT_EXIST";

    private final Transport transport;
    private final Generation generation;

    RegisteredModels(Transport transport) {
        this.transport = transport;
        this.generation = new Generation(transport);
    }

    RegisteredModelRecord create(String name) {
        Call call = Call.post(Api.REGISTERED_MODEL_CREATE, named(name));
        Answer answer = transport.exchange(call);
        Optional<RegisteredModelRecord> existing =
                answer.is(400, "RESOURCE_ALREADY_EXISTS") ? find(name) : Optional.empty();
        return existing.orElseGet(() -> read(transport.json(call, answer).path("registered_model")));
    }

    Optional<RegisteredModelRecord> find(String name) {
        return get(name).map(this::read);
    }

    private Optional<JsonNode> get(String name) {
        Call call = Call.get(Api.REGISTERED_MODEL_GET + Urls.query("name", name));
        Answer answer = transport.exchange(call);
        return answer.is(404, ABSENT)
                ? Optional.empty()
                : Optional.of(transport.json(call, answer).path("registered_model"));
    }

    List<RegisteredModelRecord> search(String prefix) {
        // LIKE has wildcards that cannot be escaped, so it may find more than was asked for.
        String filter = prefix.isEmpty() ? "" : "name LIKE " + Filters.quote(prefix + "%");
        return pages(transport, Api.REGISTERED_MODEL_SEARCH, filter, "registered_models").stream()
                .filter(model -> Fields.text(model, "name").startsWith(prefix))
                .map(this::read)
                .sorted(Comparator.comparing(RegisteredModelRecord::name))
                .toList();
    }

    void describe(String name, String description) {
        transport.json(
                Call.send("PATCH", Api.REGISTERED_MODEL_UPDATE, named(name).put("description", description)));
    }

    void setTag(String name, String key, String value) {
        set(
                transport,
                Call.post(
                        Api.REGISTERED_MODEL_SET_TAG,
                        named(name).put("key", key).put("value", value)));
    }

    /** Sets a tag or an alias: of several callers who set a new one at once, the server's database refuses some. */
    static void set(Transport transport, Call call) {
        Answer answer = transport.exchange(call);
        for (int again = 0; again < MOST_COLLISIONS && answer.is(400, "BAD_REQUEST"); again++) {
            answer = transport.exchange(call);
        }
        transport.json(call, answer);
    }

    void deleteTag(String name, String key) {
        transport.json(
                Call.send("DELETE", Api.REGISTERED_MODEL_DELETE_TAG, named(name).put("key", key)));
    }

    void rename(String name, String newName) {
        Call call = Call.post(Api.REGISTERED_MODEL_RENAME, named(name).put("new_name", newName));
        Answer answer = transport.exchange(call);
        // Gone at a second attempt: the first one renamed it and its answer was lost.
        if (!(answer.is(404, ABSENT) && answer.attempts() > 1 && get(newName).isPresent())) {
            transport.json(call, answer);
        }
    }

    void delete(String name) {
        delete(transport, Call.send("DELETE", Api.REGISTERED_MODEL_DELETE, named(name)));
    }

    /** Deletes what must be there before. */
    static void delete(Transport transport, Call call) {
        Answer answer = transport.exchange(call);
        // Gone at a second attempt: the first one deleted it and its answer was lost.
        if (!(answer.is(404, ABSENT) && answer.attempts() > 1)) {
            transport.json(call, answer);
        }
    }

    /** The aliases of every version that has some. */
    Map<Integer, List<String>> aliasesByVersion(String name) {
        Map<Integer, List<String>> aliases = new HashMap<>();
        for (JsonNode alias : get(name).map(model -> model.path("aliases")).orElse(JsonText.object())) {
            aliases.computeIfAbsent((int) Fields.number(alias, "version"), number -> new ArrayList<>())
                    .add(Fields.text(alias, "alias"));
        }
        aliases.values().forEach(list -> list.sort(Comparator.naturalOrder()));
        return aliases;
    }

    RegistryPage<RegisteredModelRecord> search(ModelQuery query) {
        JsonNode page = page(
                transport,
                Api.REGISTERED_MODEL_SEARCH,
                query.filter(),
                query.maxResults(),
                query.pageToken(),
                query.completeOrder());
        return new RegistryPage<>(
                page.path("registered_models").valueStream().map(this::read).toList(),
                Fields.text(page, "next_page_token"));
    }

    /** A page of a search. */
    static JsonNode page(
            Transport transport, String path, String filter, int size, String token, List<String> orderBy) {
        StringBuilder query = new StringBuilder(Urls.query("filter", filter, "max_results", Integer.toString(size)));
        if (!token.isEmpty()) {
            query.append("&page_token=").append(Urls.encode(token));
        }
        orderBy.forEach(order -> query.append("&order_by=").append(Urls.encode(order)));
        return transport.json(Call.get(path + query));
    }

    /** All pages of a search. */
    static List<JsonNode> pages(Transport transport, String path, String filter, String field) {
        List<JsonNode> found = new ArrayList<>();
        String token = "";
        do {
            JsonNode answer = page(transport, path, filter, PAGE, token, List.of());
            answer.path(field).forEach(found::add);
            token = Fields.text(answer, "next_page_token");
        } while (!token.isEmpty());
        return found;
    }

    private RegisteredModelRecord read(JsonNode model) {
        String name = Fields.text(model, "name");
        Map<String, Integer> aliases = new LinkedHashMap<>();
        for (JsonNode alias : model.path("aliases")) {
            if (!generation.listsDanglingAliases() || isSet(name, Fields.text(alias, "alias"))) {
                aliases.put(Fields.text(alias, "alias"), (int) Fields.number(alias, "version"));
            }
        }
        return new RegisteredModelRecord(
                name,
                Fields.number(model, "creation_timestamp"),
                Fields.text(model, "description"),
                Fields.pairs(model.path("tags")),
                aliases);
    }

    /** Whether a version is behind a listed alias. */
    private boolean isSet(String name, String alias) {
        Call call = Call.get(Api.ALIAS + Urls.query("name", name, "alias", alias));
        Answer answer = transport.exchange(call);
        if (answer.is(400, "INVALID_PARAMETER_VALUE") || answer.is(404, ABSENT)) {
            return false;
        }
        transport.json(call, answer);
        return true;
    }

    private static ObjectNode named(String name) {
        return JsonText.object().put("name", name);
    }
}
