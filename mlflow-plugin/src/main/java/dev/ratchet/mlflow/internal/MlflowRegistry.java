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
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.VersionRecord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registered models on an MLflow server. */
public final class MlflowRegistry implements ModelRegistry {

    private static final String PAGE = "1000";
    private static final String ABSENT = "RESOURCE_DOES_NOT_EXIST";

    private final Transport transport;
    private final VersionReader reader;

    /**
     * A registry that has not connected yet.
     *
     * @param transport where the registered models are
     * @param tracking where the runs and models are that they come from
     */
    public MlflowRegistry(Transport transport, Transport tracking) {
        this.transport = transport;
        RunReader runReader = new RunReader(new Doubles(tracking.server().base()));
        Runs runs = new Runs(tracking, new Experiments(tracking), runReader);
        this.reader = new VersionReader(transport, runs, new LoggedModels(tracking, runs));
    }

    /** What the requests for registered models go through. */
    public Transport transport() {
        return transport;
    }

    @Override
    public VersionRecord createVersion(NewVersion version) {
        Names.checkRegisteredModel(version.name());
        version.tags().keySet().forEach(Names::checkTagKey);
        Call call = Call.post(Api.VERSION_CREATE, newVersion(version)).once();
        Answer answer = transport.exchange(call);
        if (answer.is(404, ABSENT)) {
            // Nothing was created: mostly the registered model is missing.
            createRegisteredModel(version.name());
            answer = transport.exchange(call);
        }
        return reader.read(transport.json(call, answer).path("model_version"), List.of());
    }

    private static ObjectNode newVersion(NewVersion version) {
        ModelRecord model = version.model();
        ObjectNode body = JsonText.object().put("name", version.name());
        if (LoggedModels.owns(model)) {
            body.put("source", model.artifactRoot()).put("model_id", model.id());
        } else {
            body.put("source", "runs:/" + model.runId() + "/" + model.artifactPath());
        }
        Fields.putText(body, "run_id", model.runId());
        Fields.putPairs(body, "tags", version.tags());
        Fields.putText(body, "description", version.description());
        return body;
    }

    private void createRegisteredModel(String name) {
        Call call = Call.post(Api.REGISTERED_MODEL_CREATE, JsonText.object().put("name", name));
        Answer answer = transport.exchange(call);
        if (!answer.is(400, "RESOURCE_ALREADY_EXISTS")) {
            transport.json(call, answer);
        }
    }

    @Override
    public List<VersionRecord> findVersions(String name, String key) {
        return search(name, " AND " + Filters.tag(StoreTags.VERSION_KEY, key));
    }

    @Override
    public List<VersionRecord> versions(String name) {
        return search(name, "");
    }

    private List<VersionRecord> search(String name, String condition) {
        List<JsonNode> found = new ArrayList<>();
        String token = "";
        do {
            String query = Urls.query("filter", "name = " + Filters.quote(name) + condition, "max_results", PAGE);
            String page = token.isEmpty() ? "" : "&page_token=" + Urls.encode(token);
            JsonNode answer = transport.json(Call.get(Api.VERSION_SEARCH + query + page));
            answer.path("model_versions").forEach(found::add);
            token = Fields.text(answer, "next_page_token");
        } while (!token.isEmpty());
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<String>> aliases = aliases(name);
        List<VersionRecord> versions = new ArrayList<>();
        for (JsonNode version : found) {
            int number = (int) Fields.number(version, "version");
            versions.add(reader.read(version, aliases.getOrDefault(number, List.of())));
        }
        versions.sort(Comparator.comparingInt(VersionRecord::number));
        return versions;
    }

    /** The search for versions does not tell aliases; the registered model does. */
    private Map<Integer, List<String>> aliases(String name) {
        Call call = Call.get(Api.REGISTERED_MODEL_GET + Urls.query("name", name));
        Answer answer = transport.exchange(call);
        if (answer.is(404, ABSENT)) {
            return Map.of();
        }
        Map<Integer, List<String>> aliases = new HashMap<>();
        for (JsonNode alias :
                transport.json(call, answer).path("registered_model").path("aliases")) {
            aliases.computeIfAbsent((int) Fields.number(alias, "version"), number -> new ArrayList<>())
                    .add(Fields.text(alias, "alias"));
        }
        aliases.values().forEach(list -> list.sort(Comparator.naturalOrder()));
        return aliases;
    }

    @Override
    public VersionRecord version(String name, int number) {
        JsonNode version = transport
                .json(Call.get(Api.VERSION_GET + Urls.query("name", name, "version", Integer.toString(number))))
                .path("model_version");
        return reader.read(version, VersionReader.aliases(version));
    }

    @Override
    public Optional<VersionRecord> versionByAlias(String name, String alias) {
        Names.checkAlias(alias);
        Call call = Call.get(Api.ALIAS + Urls.query("name", name, "alias", alias));
        Answer answer = transport.exchange(call);
        // Not set is 400, a model or a version that is gone 404; the alias itself has been checked.
        if (answer.is(400, "INVALID_PARAMETER_VALUE") || answer.is(404, ABSENT)) {
            return Optional.empty();
        }
        JsonNode version = transport.json(call, answer).path("model_version");
        return Optional.of(reader.read(version, VersionReader.aliases(version)));
    }

    @Override
    public void setAlias(String name, String alias, int number) {
        Names.checkAlias(alias);
        transport.json(Call.post(Api.ALIAS, version(name, number, "alias", alias)));
    }

    @Override
    public void deleteAlias(String name, String alias) {
        Names.checkAlias(alias);
        Call call = Call.send(
                "DELETE", Api.ALIAS, JsonText.object().put("name", name).put("alias", alias));
        Answer answer = transport.exchange(call);
        if (!answer.is(404, ABSENT)) {
            transport.json(call, answer);
        }
    }

    @Override
    public void setVersionTag(String name, int number, String key, String value) {
        Names.checkTagKey(key);
        transport.json(
                Call.post(Api.VERSION_SET_TAG, version(name, number, "key", key).put("value", value)));
    }

    @Override
    public void deleteVersion(String name, int number) {
        Call call = Call.send(
                "DELETE",
                Api.VERSION_DELETE,
                JsonText.object().put("name", name).put("version", Integer.toString(number)));
        Answer answer = transport.exchange(call);
        // Gone at a second attempt: the first one deleted it and its answer was lost.
        if (!(answer.is(404, ABSENT) && answer.attempts() > 1)) {
            transport.json(call, answer);
        }
    }

    private static ObjectNode version(String name, int number, String field, String value) {
        return JsonText.object()
                .put("name", name)
                .put("version", Integer.toString(number))
                .put(field, value);
    }
}
