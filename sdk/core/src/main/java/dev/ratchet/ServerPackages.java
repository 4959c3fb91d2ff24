/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.cache.Lease;
import dev.ratchet.internal.cache.PackageSource;
import dev.ratchet.internal.cache.Packages;
import dev.ratchet.internal.config.Bounded;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Packages of models on a server, and what of them never changes. Safe to share between threads. */
final class ServerPackages {

    private static final Logger LOG = LoggerFactory.getLogger(ServerPackages.class);

    private final Stores server;
    private final String registry;
    private final Packages packages;
    private final Duration patience;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Prepares getting packages.
     *
     * @param registry tells the registry from others, where it is another server; may be empty
     * @param patience how long the server is asked about a model that the cache has
     */
    ServerPackages(Stores server, String registry, Packages packages, Duration patience) {
        this.server = server;
        this.registry = registry;
        this.packages = packages;
        this.patience = patience;
    }

    Stores server() {
        return server;
    }

    static String versionAddress(String name, int number) {
        return "models:/" + name + "/" + number;
    }

    static String modelAddress(String id) {
        return "models:/" + id;
    }

    /** The package of a version; where nothing else is known, the version is what does not change. */
    Lease get(VersionRecord version) {
        String identity = identity(version.modelId(), version.artifactRoot(), version.tags())
                .orElseGet(() -> identity(
                        version.artifactRoot(),
                        registry,
                        version.name(),
                        String.valueOf(version.number()),
                        String.valueOf(version.createdTime())));
        return get(
                version.artifactRoot(),
                "version " + version.number() + " of '" + version.name() + "'",
                identity,
                versionAddress(version.name(), version.number()));
    }

    /** The package of a logged model; one whose files are still coming, or may be replaced, is not kept. */
    Lease get(ModelRecord model) {
        String identity = model.ready()
                ? identity(model.id(), model.artifactRoot(), model.tags()).orElse("")
                : "";
        return get(
                model.artifactRoot(),
                "model '" + model.name() + "' (" + model.id() + ")",
                identity,
                modelAddress(model.id()));
    }

    /** MLflow 3 gives each model a place of its own; on MLflow 2 a run may log another one to the same place. */
    private Optional<String> identity(String modelId, String root, Map<String, String> tags) {
        if (modelId.startsWith("m-") && root.contains(modelId)) {
            return Optional.of(identity(root));
        }
        return Optional.ofNullable(tags.get(StoreTags.PACKAGE_DIGEST)).map(digest -> identity(root, digest));
    }

    private String identity(String... parts) {
        return server.target() + "\n" + String.join("\n", parts);
    }

    private Lease get(String root, String name, String identity, String address) {
        return packages.get(
                new PackageSource(server.artifacts(), root, server.target(), name, identity, List.of(known(address))));
    }

    private String known(String address) {
        return server.target() + "\n" + registry + "\n" + address;
    }

    /**
     * A package whose address always means the same one: the server is asked, and where it does not answer, the cache
     * gives what the server last said.
     *
     * @param ask asks the server what the address means, and then says how to get that
     */
    Lease exact(String address, Function<Stores, Supplier<Lease>> ask) {
        String known = known(address);
        if (!packages.knows(known)) {
            return ask.apply(server).get();
        }
        Supplier<Lease> answer;
        try {
            answer = Bounded.call("model", patience, () -> ask.apply(server));
        } catch (UnavailableException e) {
            Optional<Lease> lease = packages.find(known);
            if (lease.isEmpty()) {
                throw e;
            }
            warn(address, e);
            return lease.get();
        }
        return answer.get();
    }

    private void warn(String address, UnavailableException e) {
        String message = "'{}' is loaded from the cache '{}' as {} last gave it; whether it was deleted since is not"
                + " known: {}";
        if (warned.compareAndSet(false, true)) {
            LOG.warn(message, address, packages.cacheRoot(), server.target(), e.getMessage());
        } else {
            LOG.debug(message, address, packages.cacheRoot(), server.target(), e.getMessage());
        }
    }
}
