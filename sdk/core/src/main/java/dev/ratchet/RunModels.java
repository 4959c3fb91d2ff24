/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.local.MlflowNames;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.internal.run.RunRecorder;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.store.StoreTags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The models of one run: each is written once. */
final class RunModels {

    private static final Pattern REGISTERED_NAME = Pattern.compile("(?=.*\\S)[^/:]+", Pattern.DOTALL);

    private record Named(String name, LoggableModel model) {}

    private final RunRecorder recorder;
    private final StoreLayout layout;
    private final Map<Named, LoggedModel> logged = new LinkedHashMap<>();

    RunModels(RunRecorder recorder, StoreLayout layout) {
        this.recorder = recorder;
        this.layout = layout;
    }

    synchronized LoggedModel log(String name, LoggableModel model) {
        if (!MlflowNames.isModelName(name)) {
            throw new RatchetException(
                    "model name '" + name + "' is not allowed: MLflow wants a name without / : . % \" '");
        }
        checkOpen("The model '" + name + "' cannot be logged", "Log");
        Named named = new Named(name, model);
        LoggedModel known = logged.get(named);
        if (known != null) {
            return known;
        }
        String key = RunWriters.newKey();
        ModelPackage written = write(name, model, layout.model(key));
        LoggedModel result = new LoggedModel(recorder, key, name, written.directory(), written.digest());
        recorder.model(key, name, written.digest());
        logged.put(named, result);
        return result;
    }

    private static ModelPackage write(String name, LoggableModel model, Path directory) {
        try {
            Files.createDirectories(directory);
            ModelPackageWriter writer = new ModelPackageWriter(directory);
            model.writeTo(writer);
            return writer.finish();
        } catch (IOException | RuntimeException | Error e) {
            try {
                FileOps.deleteTree(directory);
            } catch (IOException more) {
                e.addSuppressed(more);
            }
            if (e instanceof Error error) {
                throw error; // such as a library that is missing: nothing half-written stays of it either
            }
            throw e instanceof RatchetException known
                    ? known
                    : new RatchetException("The model '" + name + "' could not be written: " + e.getMessage(), e);
        }
    }

    synchronized Optional<LoggedModel> find(LoggableModel model) {
        return logged.entrySet().stream()
                .filter(entry -> entry.getKey().model().equals(model))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void checkOpen(String problem, String verb) {
        if (recorder.isClosed()) {
            throw new RatchetException(problem + ": the run is closed. " + verb
                    + " it before close(), or go on with the run" + " by Ratchet.resume(\"" + recorder.key() + "\").");
        }
    }

    ModelVersion register(String registeredName, LoggedModel model) {
        if (!REGISTERED_NAME.matcher(registeredName).matches()) {
            throw new RatchetException("registered model name '" + registeredName
                    + "' is not allowed: MLflow wants a name without / and :");
        }
        checkOpen("A version of '" + registeredName + "' cannot be registered", "Register");
        RunState.StoredVersion version = new RunState.StoredVersion(
                RunWriters.newKey(),
                registeredName,
                model.key(),
                Map.of(StoreTags.PACKAGE_DIGEST, model.packageDigest()),
                "");
        recorder.version(version);
        return new ModelVersion(recorder, version, model);
    }
}
