/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.Inspection;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.cli.internal.Limited;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.Stores;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the server who it is, whether it lets us in, what time it has and whether it passes artifacts on. */
final class ServerChecks {

    private static final long SKEW_WARNING_MILLIS = 5000;

    private final Stores stores;
    private final Supplier<RatchetBuilder> builder;
    private final Duration limit;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<ServerDescription> description = Optional.empty();

    /**
     * Checks of a server.
     *
     * @param limit how long each question may take
     */
    ServerChecks(Stores stores, Supplier<RatchetBuilder> builder, Duration limit) {
        this.stores = stores;
        this.builder = builder;
        this.limit = limit;
    }

    /** What the server said of itself, once {@link #all()} has asked. */
    Optional<ServerDescription> description() {
        return description;
    }

    List<Finding> all() {
        findings.add(Finding.ok(
                "connection",
                "The server is reached with "
                        + stores.connection().entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining("; "))
                        + "."));
        try {
            ServerDescription server = limited(() -> stores.tracking().describe(limit));
            description = Optional.of(server);
            describe(server);
            limited(() -> stores.tracking().experiments());
            findings.add(Finding.ok("server.access", "The server lets us read experiments."));
            findings.addAll(limited(() -> ArtifactChecks.of(stores)));
        } catch (UnavailableException e) {
            findings.add(Finding.problem(
                    "server.unreachable",
                    String.valueOf(e.getMessage()),
                    "Runs are kept in the local store, but nothing reaches the server.",
                    "Start it (`mlflow server --port 5000`) or correct MLFLOW_TRACKING_URI; then: ratchet sync"));
        } catch (MisconfiguredException e) {
            findings.add(refused(e));
        } catch (RatchetException e) {
            findings.add(Finding.problem(
                    "server.error",
                    String.valueOf(e.getMessage()),
                    "The server answers, and not as MLflow should.",
                    "Look into the server's log."));
        }
        return findings;
    }

    private <T> T limited(Callable<T> call) {
        try {
            return Limited.call(
                    limit.plusMillis(500), call, "The server gave no answer within " + limit.toSeconds() + " s.");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RatchetException(String.valueOf(e.getMessage()), e);
        }
    }

    private void describe(ServerDescription server) {
        String can = new TreeMap<>(server.capabilities())
                .entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
        findings.add(Finding.ok(
                "server",
                server.product() + " " + server.version() + " at " + server.address()
                        + (can.isEmpty() ? "." : ", with " + can + ".")));
        if (!server.capabilities().getOrDefault("logged_models", true)) {
            findings.add(Finding.info(
                    "server.logged-models",
                    "The server has no logged models: it is older than MLflow 3.",
                    "Models are kept as artifacts of their runs, and values are not linked to models.",
                    "pip install --upgrade 'mlflow>=3' on the server, then: mlflow db upgrade <store>"));
        }
        long skew = server.clockSkewMillis();
        if (Math.abs(skew) < SKEW_WARNING_MILLIS) {
            findings.add(Finding.ok("server.clock", "The server's clock and ours agree."));
        } else {
            findings.add(Finding.warning(
                    "server.clock",
                    "The server's clock is " + Texts.duration(Math.abs(skew)) + (skew > 0 ? " ahead of" : " behind")
                            + " ours.",
                    "Times of runs come from here and times of models from the server, so they do not fit together;"
                            + " tokens may be refused.",
                    "sudo timedatectl set-ntp true, on the machine whose clock is wrong"));
        }
    }

    private Finding refused(MisconfiguredException e) {
        String what = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case ADDRESS ->
                Finding.problem(
                        "server.address",
                        what,
                        "Nothing reaches the server, and programs that open Ratchet end with this error.",
                        elsewhere()
                                .map(address -> "MLflow answers at another path: export MLFLOW_TRACKING_URI=" + address)
                                .orElse("export MLFLOW_TRACKING_URI=<the address under which a browser shows MLflow,"
                                        + " up to '#'>"));
            case HOST ->
                Finding.problem(
                        "server.host",
                        what,
                        "Nothing reaches the server, and programs that open Ratchet end with this error.",
                        "mlflow server --allowed-hosts \"" + host() + ",localhost:*,127.0.0.1:*\" ...");
            case CREDENTIALS ->
                Finding.problem(
                        "server.credentials",
                        what,
                        "Nothing reaches the server, and programs that open Ratchet end with this error.",
                        "export MLFLOW_TRACKING_USERNAME=<name> MLFLOW_TRACKING_PASSWORD=<password>, or"
                                + " MLFLOW_TRACKING_TOKEN=<token>");
            case PERMISSION ->
                Finding.problem(
                        "server.permission",
                        what,
                        "What is not permitted waits in the local store.",
                        "Ask the server's administrator for the permission, or use other credentials.");
            case OTHER ->
                Finding.problem(
                        "server.settings",
                        what,
                        "Nothing reaches the server, and programs that open Ratchet end with this error.",
                        "Correct what is named, then: ratchet doctor");
        };
    }

    private URI address() {
        return URI.create(stores.target().replaceFirst("#.*", ""));
    }

    private String host() {
        return address().getRawAuthority();
    }

    /** The root of the same server, when MLflow answers there. */
    private Optional<String> elsewhere() {
        URI address = address();
        if (address.getRawPath().isEmpty()) {
            return Optional.empty();
        }
        String root = address.getScheme() + "://" + address.getRawAuthority();
        try (Inspection inspection =
                builder.get().set("MLFLOW_TRACKING_URI", root).inspect()) {
            limited(() -> inspection.server().orElseThrow().tracking().describe(limit));
            return Optional.of(root);
        } catch (RatchetException e) {
            return Optional.empty();
        }
    }
}
