/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.io.FileNames;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.local.LocalModels;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a model by its address, gets its package where it is not here, verifies it and loads it. */
final class ModelLoader {

    private static final Pattern ALIAS = Pattern.compile("models:/([^/@]+)@(.+)");
    private static final Pattern VERSION = Pattern.compile("models:/([^/@]+)/(\\d+)");
    private static final Pattern MODEL_ID = Pattern.compile("models:/(m-[^/@]+)");
    private static final Pattern OF_RUN = Pattern.compile("runs:/([^/]+)/(.+)");

    private final StoreLayout layout;
    private final Stores local;
    private final @Nullable Stores server;

    ModelLoader(StoreLayout layout, Stores local, @Nullable Stores server) {
        this.layout = layout;
        this.local = local;
        this.server = server;
    }

    Model load(String uri) {
        ModelPackage found = ModelPackage.open(find(uri));
        found.verify();
        List<String> known = new ArrayList<>();
        for (ModelFlavor flavor : ServiceLoader.load(ModelFlavor.class)) {
            known.add(flavor.name());
            if (found.flavors().contains(flavor.name())) {
                return flavor.load(found);
            }
        }
        throw new RatchetException("'" + uri + "' cannot be loaded here: it has the flavors " + found.flavors()
                + ", and the class path has loaders for " + known
                + ". Add the module of its flavor, for example dev.ratchet:ratchet-xgboost.");
    }

    private Path find(String uri) {
        Matcher alias = ALIAS.matcher(uri);
        if (alias.matches()) {
            return directoryOf(stores().registry()
                    .versionByAlias(alias.group(1), alias.group(2))
                    .orElseThrow(() -> new NotFoundException("There is no version of '" + alias.group(1)
                            + "' with the alias '" + alias.group(2) + "' in " + stores().target() + ".")));
        }
        Matcher version = VERSION.matcher(uri);
        if (version.matches()) {
            return directoryOf(stores().registry().version(version.group(1), Integer.parseInt(version.group(2))));
        }
        Matcher id = MODEL_ID.matcher(uri);
        if (id.matches()) {
            return byId(id.group(1));
        }
        Matcher ofRun = OF_RUN.matcher(uri);
        if (ofRun.matches()) {
            return ofRun(ofRun.group(1), ofRun.group(2));
        }
        Path directory = Path.of(uri);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        throw new NotFoundException("'" + uri + "' is no model: give models:/name@alias, models:/name/<version>,"
                + " models:/m-<id>, runs:/<run id>/<model name>, or a directory with a file MLmodel.");
    }

    private Stores stores() {
        return server != null ? server : local;
    }

    private Path directoryOf(VersionRecord version) {
        Optional<Path> here = localPackage(version);
        return here.isPresent()
                ? here.get()
                : download(
                        version.artifactRoot(), version.name() + "-" + version.number() + "-" + version.createdTime());
    }

    /** A version of this store is read from this store, whoever registered it. */
    private Optional<Path> localPackage(VersionRecord version) {
        if (server == null) {
            return Optional.of(layout.model(LocalModels.keyOf(version.modelId())));
        }
        return Optional.ofNullable(version.tags().get(dev.ratchet.store.StoreTags.MODEL_KEY))
                .map(layout::model)
                .filter(Files::isDirectory);
    }

    private Path byId(String id) {
        Path here = layout.model(LocalModels.keyOf(id));
        if (Files.isDirectory(here)) {
            return here;
        }
        if (server == null) {
            throw new NotFoundException("There is no model '" + id + "' in the local store '" + layout.root() + "'.");
        }
        return download(server.tracking().model(id).artifactRoot(), id);
    }

    private Path ofRun(String runId, String name) {
        Optional<RunState.StoredModel> here = layout.existingRun(runId).map(RunReader::read).stream()
                .flatMap(run -> run.models().values().stream())
                .filter(model -> model.name().equals(name))
                .reduce((first, second) -> second);
        if (here.isPresent()) {
            return layout.model(here.get().key());
        }
        if (server == null) {
            throw new NotFoundException("There is no model '" + name + "' of a run '" + runId + "' in the local store '"
                    + layout.root() + "'.");
        }
        return download(server.tracking().modelOfRun(runId, name).artifactRoot(), runId + "-" + name);
    }

    private Path download(String root, String name) {
        Path target = layout.cache().resolve(FileNames.encode(name));
        if (Files.isDirectory(target)) {
            return target;
        }
        Path part = layout.cache().resolve(".part-" + RunWriters.newKey());
        try {
            Files.createDirectories(part);
            download(root, "", part);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process was quicker.
                if (!Files.isDirectory(target)) {
                    throw e;
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteQuietly(part);
        }
    }

    private void download(String root, String path, Path directory) {
        for (ArtifactRecord entry : stores().artifacts().list(root, path)) {
            if (entry.directory()) {
                download(root, entry.path(), directory);
            } else {
                stores().artifacts().download(root, entry.path(), directory.resolve(entry.path()));
            }
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            FileOps.deleteTree(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
