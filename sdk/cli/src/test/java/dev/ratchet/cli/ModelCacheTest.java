/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.testing.memory.InMemoryStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What doctor and prune say and do about downloaded models. */
class ModelCacheTest {

    private static final LoggableModel MODEL = writer -> {
        Files.writeString(writer.directory().resolve("weights.bin"), "weights");
        writer.flavor("unknown-here", Map.of("data", "weights.bin"));
    };

    @TempDir
    private Path directory;

    private Path cache() {
        return directory.resolve("cache");
    }

    private Called call(Path place, String... arguments) {
        return Called.with(
                Map.of(
                        "RATCHET_MODEL_CACHE",
                        place.toString(),
                        "RATCHET_HOME",
                        directory.resolve("s").toString()),
                arguments);
    }

    private Findings doctor(String place) {
        return new Findings(Called.with(
                Map.of(
                        "RATCHET_MODEL_CACHE",
                        place,
                        "RATCHET_HOME",
                        directory.resolve("s").toString()),
                "doctor",
                "--json"));
    }

    /** Registers a model, and loads it elsewhere: it has no flavor that loads, so only its package comes. */
    private void fill() {
        try (InMemoryStores server = InMemoryStores.create()) {
            try (Ratchet ratchet = Ratchet.builder()
                    .environment(Map.of())
                    .store(directory.resolve("one"))
                    .trackingUri(server.uri())
                    .open()) {
                ratchet.experiment("e").run("r", run -> run.register("churn", MODEL));
            }
            try (Ratchet other = Ratchet.builder()
                    .environment(Map.of())
                    .store(directory.resolve("other"))
                    .trackingUri(server.uri())
                    .modelCache(cache())
                    .open()) {
                assertThatThrownBy(() -> other.load("models:/churn/1"))
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContaining("unknown-here");
            }
        }
    }

    @Test
    void doctor_saysWhereTheCacheIs_andWhatItHolds() {
        assertThat(doctor(cache().toString()).text("models.cache"))
                .contains(cache().toString(), "0 models", "at most 10.0 GiB");
        assertThat(cache()).doesNotExist();

        fill();

        assertThat(doctor(cache().toString()).severity("models.cache")).isEqualTo("ok");
        assertThat(doctor(cache().toString()).text("models.cache")).containsPattern("has 1 model, [0-9.]+ (B|KiB) of");
    }

    @Test
    void doctor_saysWhenTheCacheDoesNotWork() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThat(doctor("none").severity("models.cache")).isEqualTo("info");
        assertThat(doctor("off").severity("models.cache")).isEqualTo("problem");
        assertThat(doctor("off").text("models.cache")).contains("RATCHET_MODEL_CACHE is 'off'", "'none'");
        assertThat(doctor(file.resolve("c").toString()).severity("models.cache"))
                .isEqualTo("warning");
        assertThat(doctor(file.resolve("c").toString()).text("models.cache"))
                .contains("not a directory", "export RATCHET_MODEL_CACHE=");
    }

    @Test
    void prune_emptiesTheCache_withoutAServerAndAStore() {
        fill();

        Called young = call(cache(), "prune", "--models", "--older-than", "1", "--json");
        Called pruned = call(cache(), "prune", "--models", "--json");
        Called again = call(cache(), "prune", "--models");
        Called wrong = call(cache(), "prune", "--models", "--older-than", "-1");

        assertThat(young.json()).containsEntry("removed", List.of()).containsEntry("kept", 1);
        assertThat(pruned.exitCode()).as(pruned.err()).isZero();
        assertThat(pruned.json()).containsEntry("removed", List.of("version 1 of 'churn'"));
        assertThat(again.out()).isEqualToIgnoringNewLines("Removed 0 models (0 B), kept 0.");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(directory.resolve("s")).doesNotExist();
    }

    @Test
    void prune_hasNothingToDo_withoutACache() {
        assertThat(Called.with(Map.of("RATCHET_MODEL_CACHE", "none"), "prune", "--models")
                        .out())
                .contains("Removed 0 models");
        assertThat(call(cache(), "prune", "--models").out()).contains("Removed 0 models");
        assertThat(cache()).doesNotExist();
    }
}
