/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.StoreTags;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Puts the files of a model package where a server keeps them; MLmodel comes last, with what the server assigned. */
final class ModelDelivery {

    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final String MLMODEL = "MLmodel";

    private final Target target;
    private final Path directory;
    private final Acknowledged.ServerRun run;
    private final RunState.StoredModel stored;

    ModelDelivery(Target target, Path directory, Acknowledged.ServerRun run, RunState.StoredModel stored) {
        this.target = target;
        this.directory = directory;
        this.run = run;
        this.stored = stored;
    }

    NewModel description() {
        Map<String, String> tags = new LinkedHashMap<>(stored.tags());
        tags.put(StoreTags.PACKAGE_DIGEST, stored.digest());
        return new NewModel(run.experimentId(), run.id(), stored.key(), stored.name(), Map.of(), tags);
    }

    void upload(ModelRecord model, Progress progress) throws IOException {
        ModelPackage modelPackage = ModelPackage.open(directory);
        ArtifactStore artifacts = target.stores().artifacts();
        for (String path : files()) {
            Path file = directory.resolve(path);
            artifacts.upload(model.artifactRoot(), path, file, FileOps.sha256(file));
            progress.file(stored.name() + "/" + path, Files.size(file));
        }
        Map<String, String> assigned = assigned(model);
        byte[] mlmodel = modelPackage.mlmodelWith(assigned).getBytes(StandardCharsets.UTF_8);
        Path temporary = Files.createTempFile("MLmodel", ".yaml");
        try {
            Files.write(temporary, mlmodel);
            artifacts.upload(model.artifactRoot(), MLMODEL, temporary, FileOps.sha256(mlmodel));
        } finally {
            Files.deleteIfExists(temporary);
        }
        target.stores().tracking().finishModel(model, modelPackage.mlmodelJsonWith(assigned));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.equals(MLMODEL))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> assigned(ModelRecord model) {
        boolean ownId = model.id().startsWith("m-");
        Map<String, String> assigned = new LinkedHashMap<>();
        assigned.put("artifact_path", model.artifactPath());
        assigned.put("run_id", run.id());
        if (ownId) {
            assigned.put("model_id", model.id());
        }
        assigned.put("model_uuid", ownId ? model.id() : stored.key());
        assigned.put("utc_time_created", CREATED.format(LocalDateTime.now(ZoneOffset.UTC)));
        return assigned;
    }
}
