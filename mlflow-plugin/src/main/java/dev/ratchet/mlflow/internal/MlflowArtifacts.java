/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.mlflow.internal.http.ServerAddress;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.ArtifactStoreProvider;
import dev.ratchet.store.StoreSettings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Files by where their artifact root says that they are: through the server, on this machine's own file system, or in a
 * store that an {@link ArtifactStoreProvider} opens.
 */
public final class MlflowArtifacts implements ArtifactStore, AutoCloseable {

    static final String PASSED_ON = "start the server with --serve-artifacts and --artifacts-destination;"
            + " experiments that are made from then on have addresses that it passes on";

    private final ServerAddress server;
    private final StoreSettings settings;
    private final ProxiedArtifacts proxied;
    private final LocalArtifacts local = new LocalArtifacts();
    private final Map<String, ArtifactStore> provided = new LinkedHashMap<>();
    private boolean closed;

    /** A store that has not connected yet; {@code settings} are those of the server's stores. */
    public MlflowArtifacts(Transport transport, StoreSettings settings) {
        this.server = transport.server();
        this.settings = settings;
        this.proxied = new ProxiedArtifacts(transport, settings);
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        at(root).upload(root, path, file, sha256);
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        return at(root).list(root, path);
    }

    @Override
    public void download(String root, String path, Path target) {
        at(root).download(root, path, target);
    }

    @Override
    public String put(String root, String path, Path file) {
        return at(root).put(root, path, file);
    }

    @Override
    public void checkPath(String root, String path) {
        ArtifactPaths.checkFile(path);
        at(root).checkPath(root, path);
    }

    private ArtifactStore at(String root) {
        if (ArtifactPaths.proxied(server, root).isPresent()) {
            return proxied;
        }
        String scheme = ArtifactPaths.scheme(root);
        return switch (scheme) {
            case "", "file" -> local;
            case "mlflow-artifacts", "http", "https" -> throw elsewhere(root);
            default ->
                provided(scheme)
                        .or(() -> signed(root))
                        .orElseThrow(() -> new MisconfiguredException("The artifacts at '" + root
                                + "' are in storage of the scheme '" + scheme
                                + ":', which nothing on the class path reaches. " + remedy(scheme) + "Or " + PASSED_ON
                                + "."));
        };
    }

    private Optional<ArtifactStore> signed(String root) {
        SignedRoots roots = proxied.signedRoots();
        return roots.mayReach(root) ? Optional.of(roots) : Optional.empty();
    }

    private synchronized Optional<ArtifactStore> provided(String scheme) {
        if (closed) {
            throw new IllegalStateException("The store is closed.");
        }
        ArtifactStore known = provided.get(scheme);
        if (known != null) {
            return Optional.of(known);
        }
        for (ArtifactStoreProvider provider : ServiceLoader.load(ArtifactStoreProvider.class)) {
            if (provider.accepts(scheme)) {
                ArtifactStore opened = provider.open(settings);
                provided.put(scheme, opened);
                return Optional.of(opened);
            }
        }
        return Optional.empty();
    }

    static String remedy(String scheme) {
        return switch (scheme) {
            case "s3" -> "Add the dependency dev.ratchet:ratchet-s3. ";
            case "s3a", "s3n" -> "Ratchet reads such storage as s3:// with dev.ratchet:ratchet-s3. ";
            default ->
                "There is no module for '" + scheme + ":'; write a dev.ratchet.store.ArtifactStoreProvider for it. ";
        };
    }

    private MisconfiguredException elsewhere(String root) {
        return new MisconfiguredException("The artifacts at '" + root + "' are passed on by another server than "
                + server + ". Set MLFLOW_TRACKING_URI to that server, or " + PASSED_ON + ".");
    }

    /** Ends the connections that are not the server's. */
    @Override
    public synchronized void close() {
        closed = true;
        proxied.close();
        for (ArtifactStore store : provided.values()) {
            if (store instanceof AutoCloseable open) {
                close(open);
            }
        }
        provided.clear();
    }

    private static void close(AutoCloseable store) {
        try {
            store.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RatchetException("A store of artifacts could not be closed: " + e.getMessage(), e);
        }
    }

    /** For people and logs: the server, never the settings. */
    @Override
    public String toString() {
        return "MlflowArtifacts[" + server + " "
                + String.join(",", provided.keySet()).toLowerCase(Locale.ROOT) + "]";
    }
}
