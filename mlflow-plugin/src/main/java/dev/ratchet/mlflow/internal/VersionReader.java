/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.VersionRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Model versions from MLflow's JSON, with the address of their files. */
final class VersionReader {

    private static final String RUNS = "runs:/";
    private static final Pattern MODEL_FOLDER = Pattern.compile("/models/(m-[0-9a-f]{32})/artifacts(/|$)");
    private static final int REMEMBERED_RUNS = 1000;

    private final Transport registry;
    private final Runs runs;
    private final LoggedModels models;

    /** Addresses never change, and versions of one model often come from few runs. */
    private final Map<String, String> roots = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED_RUNS;
        }
    };

    VersionReader(Transport registry, Runs runs, LoggedModels models) {
        this.registry = registry;
        this.runs = runs;
        this.models = models;
    }

    VersionRecord read(JsonNode version, List<String> aliases) {
        String name = Fields.text(version, "name");
        int number = (int) Fields.number(version, "version");
        String source = Fields.text(version, "source");
        String root = root(name, number, source);
        return new VersionRecord(
                name,
                number,
                Fields.text(version, "run_id"),
                modelId(Fields.text(version, "model_id"), source, root),
                root,
                Fields.number(version, "creation_timestamp"),
                stage(Fields.text(version, "current_stage")),
                aliases,
                Fields.pairs(version.path("tags")),
                Fields.text(version, "description"));
    }

    private static VersionRecord.Stage stage(String label) {
        return label.isEmpty() ? VersionRecord.Stage.NONE : VersionRecord.Stage.of(label);
    }

    /** The aliases that a single version's JSON lists. */
    static List<String> aliases(JsonNode version) {
        List<String> aliases = new ArrayList<>();
        version.path("aliases").forEach(alias -> aliases.add(alias.asText()));
        return aliases;
    }

    /** Servers on a database do not keep the model's id, but it is part of its address. */
    private static String modelId(String told, String source, String root) {
        if (!told.isEmpty()) {
            return told;
        }
        if (source.startsWith(RUNS)) {
            return source.substring(RUNS.length());
        }
        Matcher matcher = MODEL_FOLDER.matcher(root);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String root(String name, int number, String source) {
        if (source.startsWith("models:/") && !source.startsWith("models:/m-")) {
            // A copy of another version: the server knows where that one's files are.
            String found = Fields.text(
                    registry.json(Call.get(
                            Api.VERSION_DOWNLOAD_URI + Urls.query("name", name, "version", Integer.toString(number)))),
                    "artifact_uri");
            return found.equals(source) ? source : resolve(found);
        }
        return resolve(source);
    }

    /** The address of files in a run or of a logged model; asks the server for it once. */
    String resolve(String source) {
        if (!source.startsWith(RUNS) && !source.startsWith("models:/m-")) {
            return source;
        }
        synchronized (roots) {
            String known = roots.get(source);
            if (known != null) {
                return known;
            }
        }
        String root = source.startsWith(RUNS) ? runRoot(source) : modelRoot(source);
        synchronized (roots) {
            roots.put(source, root);
        }
        return root;
    }

    private String runRoot(String source) {
        String rest = source.substring(RUNS.length());
        int slash = rest.indexOf('/');
        String runId = slash < 0 ? rest : rest.substring(0, slash);
        return runs.get(runId).artifactRoot() + (slash < 0 ? "" : rest.substring(slash));
    }

    private String modelRoot(String source) {
        String rest = source.substring("models:/".length());
        int slash = rest.indexOf('/');
        String modelId = slash < 0 ? rest : rest.substring(0, slash);
        return models.get(modelId).artifactRoot() + (slash < 0 ? "" : rest.substring(slash));
    }
}
