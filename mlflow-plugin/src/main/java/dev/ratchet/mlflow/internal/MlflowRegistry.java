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
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RegistryPage;
import dev.ratchet.store.VersionQuery;
import dev.ratchet.store.VersionRecord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registered models on an MLflow server. */
public final class MlflowRegistry implements ModelRegistry {

    private static final String ABSENT = "RESOURCE_DOES_NOT_EXIST";

    private final Transport transport;
    private final RegisteredModels models;
    private final VersionReader reader;

    /**
     * A registry that has not connected yet.
     *
     * @param transport where the registered models are
     * @param tracking where the runs and models are that they come from
     */
    public MlflowRegistry(Transport transport, Transport tracking) {
        this.transport = transport;
        this.models = new RegisteredModels(transport);
        RunReader runReader = new RunReader(new Doubles(tracking.server().base()));
        Runs runs = new Runs(tracking, new Experiments(tracking), runReader);
        this.reader = new VersionReader(transport, runs, new LoggedModels(tracking, runs));
    }

    /** What the requests for registered models go through. */
    public Transport transport() {
        return transport;
    }

    // ---- registered models

    @Override
    public RegisteredModelRecord createModel(String name) {
        RegisteredModelRecord.checkName(name);
        return models.create(name);
    }

    @Override
    public Optional<RegisteredModelRecord> model(String name) {
        return models.find(name);
    }

    @Override
    public List<RegisteredModelRecord> models(String prefix) {
        return models.search(prefix);
    }

    @Override
    public RegistryPage<RegisteredModelRecord> searchModels(ModelQuery query) {
        return models.search(query);
    }

    @Override
    public void setModelDescription(String name, String description) {
        models.describe(name, description);
    }

    @Override
    public void setModelTag(String name, String key, String value) {
        Names.checkTagKey(key);
        models.setTag(name, key, value);
    }

    @Override
    public void deleteModelTag(String name, String key) {
        Names.checkTagKey(key);
        models.deleteTag(name, key);
    }

    @Override
    public void renameModel(String name, String newName) {
        RegisteredModelRecord.checkName(newName);
        models.rename(name, newName);
    }

    @Override
    public void deleteModel(String name) {
        models.delete(name);
    }

    // ---- versions

    @Override
    public VersionRecord createVersion(NewVersion version) {
        RegisteredModelRecord.checkName(version.name());
        version.tags().keySet().forEach(Names::checkTagKey);
        ObjectNode body = newVersion(version);
        // Asked before it is sent: a failure afterwards would look as if there were no version.
        reader.resolve(Fields.text(body, "source"));
        Call call = Call.post(Api.VERSION_CREATE, body).once();
        Answer answer = transport.exchange(call);
        if (answer.is(404, ABSENT)) {
            // Nothing was created: mostly the registered model is missing.
            models.create(version.name());
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

    @Override
    public List<VersionRecord> versionsWithTag(String name, String key, String value) {
        Names.checkTagKey(key);
        return search("name = " + Filters.quote(name) + " AND " + Filters.tag(key, value));
    }

    @Override
    public List<VersionRecord> versionsOfRun(String runId) {
        return search("run_id = " + Filters.quote(runId));
    }

    @Override
    public List<VersionRecord> versions(String name) {
        return search("name = " + Filters.quote(name));
    }

    @Override
    public RegistryPage<VersionRecord> searchVersions(VersionQuery query) {
        JsonNode page = RegisteredModels.page(
                transport,
                Api.VERSION_SEARCH,
                query.filter(),
                query.maxResults(),
                query.pageToken(),
                query.completeOrder());
        return new RegistryPage<>(
                read(page.path("model_versions").valueStream().toList()), Fields.text(page, "next_page_token"));
    }

    private List<VersionRecord> search(String filter) {
        List<VersionRecord> versions =
                read(RegisteredModels.pages(transport, Api.VERSION_SEARCH, filter, "model_versions"));
        versions.sort(Comparator.comparing(VersionRecord::name).thenComparing(VersionRecord::number));
        return versions;
    }

    private List<VersionRecord> read(List<JsonNode> found) {
        // The search for versions does not tell aliases; the registered model does.
        Map<String, Map<Integer, List<String>>> aliases = new HashMap<>();
        List<VersionRecord> versions = new ArrayList<>();
        for (JsonNode version : found) {
            Map<Integer, List<String>> ofModel =
                    aliases.computeIfAbsent(Fields.text(version, "name"), models::aliasesByVersion);
            int number = (int) Fields.number(version, "version");
            versions.add(reader.read(version, ofModel.getOrDefault(number, List.of())));
        }
        return versions;
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
        RegisteredModelRecord.checkAlias(alias);
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
        RegisteredModelRecord.checkAlias(alias);
        RegisteredModels.set(transport, Call.post(Api.ALIAS, version(name, number, "alias", alias)));
    }

    @Override
    public void deleteAlias(String name, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        Call call = Call.send(
                "DELETE", Api.ALIAS, JsonText.object().put("name", name).put("alias", alias));
        Answer answer = transport.exchange(call);
        if (!answer.is(404, ABSENT)) {
            transport.json(call, answer);
        }
    }

    @Override
    public void setStage(String name, int number, VersionRecord.Stage stage, boolean archiveExisting) {
        // The server answers with an internal error.
        stage.checkArchiving(archiveExisting);
        ObjectNode body =
                version(name, number, "stage", stage.label()).put("archive_existing_versions", archiveExisting);
        transport.json(Call.post(Api.VERSION_STAGE, body));
    }

    @Override
    public void setVersionDescription(String name, int number, String description) {
        transport.json(Call.send("PATCH", Api.VERSION_UPDATE, version(name, number, "description", description)));
    }

    @Override
    public void setVersionTag(String name, int number, String key, String value) {
        Names.checkTagKey(key);
        RegisteredModels.set(
                transport,
                Call.post(Api.VERSION_SET_TAG, version(name, number, "key", key).put("value", value)));
    }

    @Override
    public void deleteVersionTag(String name, int number, String key) {
        Names.checkTagKey(key);
        transport.json(Call.send("DELETE", Api.VERSION_DELETE_TAG, version(name, number, "key", key)));
    }

    @Override
    public void deleteVersion(String name, int number) {
        Call call = Call.send(
                "DELETE",
                Api.VERSION_DELETE,
                JsonText.object().put("name", name).put("version", Integer.toString(number)));
        RegisteredModels.delete(transport, call);
    }

    private static ObjectNode version(String name, int number, String field, String value) {
        return JsonText.object()
                .put("name", name)
                .put("version", Integer.toString(number))
                .put(field, value);
    }
}
