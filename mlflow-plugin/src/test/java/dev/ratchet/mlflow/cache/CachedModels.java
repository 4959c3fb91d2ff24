/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.model.Model;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.TextFlavor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Two versions of a model on a server, and loading them by way of a cache; a proxy counts what the server is asked for. */
@Timeout(180)
abstract class CachedModels {

    static final String FILES = "mlflow-artifacts";
    static final String TOKEN = "s3cret-token-of-a-user";

    @TempDir
    Path directory;

    final String name = "cached-" + UUID.randomUUID();
    String runId = "";

    abstract MlflowServer server();

    @BeforeEach
    void register() {
        register("one", 1);
        register("two", 2);
        try (Ratchet ratchet = open("trainer", server().uri()).open()) {
            ratchet.stores().registry().setAlias(name, "champion", 1);
        }
    }

    private void register(String text, int number) {
        try (Ratchet ratchet = open("trainer", server().uri()).open()) {
            ratchet.experiment(name).run(text, run -> {
                assertThat(run.register(name, TextFlavor.model(text)).awaitNumber(Duration.ofSeconds(60)))
                        .isEqualTo(number);
                runId = run.mlflowRunId().orElseThrow();
                return true;
            });
        }
    }

    /** Another project with the same cache: stores of their own have what was trained in them. */
    RatchetBuilder open(String store, URI server) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve(store))
                .modelCache(directory.resolve("cache"))
                .token(TOKEN)
                .trackingUri(server);
    }

    static String load(RatchetBuilder builder, String uri) {
        try (Ratchet ratchet = builder.open();
                Model model = ratchet.load(uri)) {
            return TextFlavor.text(model);
        }
    }

    String champion() {
        return "models:/" + name + "@champion";
    }

    static FaultProxy counting(FaultProxy proxy, String requests) {
        proxy.inject(Fault.delay(Duration.ZERO).onlyFor(requests));
        return proxy;
    }

    String text(Ratchet ratchet) {
        try (Model model = ratchet.load(champion())) {
            return TextFlavor.text(model);
        }
    }
}
