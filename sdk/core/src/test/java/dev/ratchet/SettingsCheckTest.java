/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Wrong settings are told before anything is opened, and what was opened is closed again. */
class SettingsCheckTest {

    @TempDir
    private Path directory;

    private URI server() {
        return CountedStores.at(directory.resolve("server"));
    }

    private RatchetBuilder withServer() {
        return TestStore.builder(directory.resolve("store")).trackingUri(server());
    }

    @ParameterizedTest
    @CsvSource({
        "RATCHET_KEEP_DAYS, x, days from 0 to 36500",
        "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL, -1, seconds above 0",
        "MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING, yes, give true or 1"
    })
    void aWrongSetting_isTold_beforeAnythingIsOpened(String variable, String value, String allowed) {
        RatchetBuilder[] builders = {TestStore.builder(directory.resolve("store")), withServer()};
        for (RatchetBuilder builder : builders) {
            builder.systemMetrics(Duration.ofSeconds(1)).set(variable, value);
            assertThatThrownBy(builder::open)
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll(variable, "'" + value + "'", allowed);
        }

        assertThat(CountedStores.events(server())).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theServer_isClosed_whenTheStoreCannotBeMade() throws IOException {
        Files.writeString(directory.resolve("store"), "a file");

        assertThatThrownBy(() -> withServer().open())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("cannot be written");

        assertThat(CountedStores.events(server())).containsExactly("opened", "closed");
    }
}
