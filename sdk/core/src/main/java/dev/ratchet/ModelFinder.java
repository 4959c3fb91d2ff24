/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.cache.Lease;
import dev.ratchet.internal.local.LocalModels;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.store.VersionRecord.Stage;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the package that an address of a model means: in this store, in the cache, or on the server. */
final class ModelFinder {

    private static final Pattern ALIAS = Pattern.compile("models:/([^/@]+)@(.+)");
    private static final Pattern VERSION = Pattern.compile("models:/([^/@]+)/(\\d{1,9})");
    private static final Pattern NEWEST = Pattern.compile("models:/([^/@]+)/(\\p{Alpha}+)");
    private static final Pattern MODEL_ID = Pattern.compile("models:/(m-[^/@]+)");
    private static final Pattern OF_RUN = Pattern.compile("runs:/([^/]+)/(.+)");

    private final StoreLayout layout;
    private final Stores local;
    private final @Nullable ServerPackages remote;

    ModelFinder(StoreLayout layout, Stores local, @Nullable ServerPackages remote) {
        this.layout = layout;
        this.local = local;
        this.remote = remote;
    }

    Lease find(String uri) {
        Matcher alias = ALIAS.matcher(uri);
        if (alias.matches()) {
            return byAlias(alias.group(1), alias.group(2));
        }
        Matcher version = VERSION.matcher(uri);
        if (version.matches()) {
            return byNumber(version.group(1), Integer.parseInt(version.group(2)));
        }
        Matcher newest = NEWEST.matcher(uri);
        if (newest.matches()) {
            return newest(newest.group(1), newest.group(2));
        }
        Matcher id = MODEL_ID.matcher(uri);
        if (id.matches()) {
            return byId(id.group(1));
        }
        Matcher ofRun = OF_RUN.matcher(uri);
        if (ofRun.matches()) {
            return ofRun(ofRun.group(1), ofRun.group(2));
        }
        Optional<Path> directory = directory(uri);
        if (directory.isPresent()) {
            return Lease.of(directory.get());
        }
        throw new NotFoundException(
                "'" + uri + "' is no model: give models:/name@alias, models:/name/<version>,"
                        + " models:/name/<stage>, models:/name/latest, models:/m-<id>, runs:/<run id>/<model name>, or a directory with a file MLmodel.");
    }

    private static Optional<Path> directory(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Lease byAlias(String name, String alias) {
        return now(
                "the alias '" + alias + "' of '" + name + "' means",
                name,
                registry -> registry.versionByAlias(name, alias)
                        .orElseThrow(() -> new NotFoundException("There is no version of '" + name
                                + "' with the alias '" + alias + "' in " + stores().target() + ".")));
    }

    /** The version with the greatest number of all, or of those in a stage, whose case does not matter. */
    private Lease newest(String name, String word) {
        boolean any = word.equalsIgnoreCase("latest");
        Optional<Stage> stage = Arrays.stream(Stage.values())
                .filter(each -> each.label().equalsIgnoreCase(word))
                .findFirst();
        if (!any && stage.isEmpty()) {
            throw new NotFoundException("'" + word + "' in 'models:/" + name + "/" + word + "' is neither a version nor"
                    + " a stage: give a number, 'latest', or one of "
                    + Arrays.stream(Stage.values()).map(Stage::label).toList() + "; an alias is models:/" + name + "@"
                    + word + ".");
        }
        return now(
                "the newest version of '" + name + "' is",
                name,
                registry -> registry.versions(name).stream()
                        .filter(version -> any || version.stage() == stage.get())
                        .max(Comparator.comparingInt(VersionRecord::number))
                        .orElseThrow(() -> new NotFoundException("There is no version of '" + name + "'"
                                + (any ? "" : " in the stage " + stage.get().label()) + " in " + stores().target()
                                + ".")));
    }

    private Stores stores() {
        return remote != null ? remote.server() : local;
    }

    /** What changes must be asked of the server each time. */
    private Lease now(String unknown, String name, Function<ModelRegistry, VersionRecord> finder) {
        try {
            return of(finder.apply(stores().registry()));
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.getMessage() + " Only the server knows what " + unknown
                            + " now. An exact version, such as models:/" + name
                            + "/1, loads without it once it is in the cache of models.",
                    e.mayHaveHappened(),
                    e);
        }
    }

    private Lease byNumber(String name, int number) {
        if (remote == null) {
            return of(local.registry().version(name, number));
        }
        return remote.exact(ServerPackages.versionAddress(name, number), stores -> {
            VersionRecord version = stores.registry().version(name, number);
            return () -> of(version);
        });
    }

    /** A version of this store is read from this store, whoever registered it. */
    private Lease of(VersionRecord version) {
        if (remote == null) {
            return Lease.of(layout.model(LocalModels.keyOf(version.modelId())));
        }
        Optional<Path> here = Optional.ofNullable(version.tags().get(StoreTags.MODEL_KEY))
                .map(layout::model)
                .filter(Files::isDirectory);
        return here.isPresent() ? Lease.of(here.get()) : remote.get(version);
    }

    private Lease byId(String id) {
        Path here = layout.model(LocalModels.keyOf(id));
        if (Files.isDirectory(here)) {
            return Lease.of(here);
        }
        if (remote == null) {
            throw new NotFoundException("There is no model '" + id + "' in the local store '" + layout.root() + "'.");
        }
        return remote.exact(ServerPackages.modelAddress(id), stores -> {
            ModelRecord model = stores.tracking().model(id);
            return () -> remote.get(model);
        });
    }

    private Lease ofRun(String runId, String name) {
        Optional<RunState.StoredModel> here = layout.existingRun(runId).map(RunReader::read).stream()
                .flatMap(run -> run.models().values().stream())
                .filter(model -> model.name().equals(name))
                .reduce((first, second) -> second);
        if (here.isPresent()) {
            return Lease.of(layout.model(here.get().key()));
        }
        if (remote == null) {
            throw new NotFoundException("There is no model '" + name + "' of a run '" + runId + "' in the local store '"
                    + layout.root() + "'.");
        }
        return remote.get(remote.server().tracking().modelOfRun(runId, name));
    }
}
