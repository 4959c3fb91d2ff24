/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.config;

import dev.ratchet.MisconfiguredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServersTest {

    private static Settings settings(Map<String, String> variables) {
        return new Settings(variables, Set.of(), Optional.empty(), Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    private static void open(String uri) {
        Servers.open(settings(Map.of("MLFLOW_TRACKING_URI", uri)));
    }

    @Test
    void open_isEmpty_whereNothingIsSet() {
        assertThat(Servers.open(settings(Map.of()))).isEmpty();
        assertThat(Servers.open(settings(Map.of("MLFLOW_TRACKING_URI", "  ")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:///mlflow.db",
                "SQLite:///mlflow.db",
                "file:///tmp/mlruns",
                "mlruns",
                "/tmp/mlruns",
                "C:/mlruns",
                "mysql+pymysql://host/db",
                "postgresql://host/db"
            })
    void storageOfMlflow_isRefused_withTheCommandThatServesIt(String uri) {
        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI is '" + uri + "'")
                .hasMessageContaining("mlflow server --backend-store-uri " + uri)
                .hasMessageContaining("MLFLOW_TRACKING_URI=http://localhost:5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gopher://host", "localhost:5000", "http://host:5000"})
    void addressesThatNothingOpens_areRefused(String uri) {
        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("'" + uri + "'")
                .hasMessageContaining("dev.ratchet:ratchet-mlflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host name", "http://[", "C:\\mlruns"})
    void whatIsNoAddress_isRefused(String uri) {
        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI is no address")
                .hasMessageContaining("http://localhost:5000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gopher://user:secret@host/x",
                "gopher://user:se@secret@host/x",
                "postgresql://user:secret@host/db?password=secret",
                "http://host/?token=secret",
                "mysql:user:secret@host",
                "http://us er:secret@host"
            })
    void credentials_areInNoMessage(String uri) {
        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(MisconfiguredException.class)
                .satisfies(e -> {
                    assertThat(e.toString()).doesNotContain("secret");
                    assertThat(e.getCause()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "http://host:5000/path, http://host:5000/path",
        "http://u:p@host:5000/path?x=1, http://host:5000/path",
        "sqlite:///a.db, sqlite:///a.db",
        "relative/path, relative/path"
    })
    void safe_keepsTheRest(URI uri, String expected) {
        assertThat(Servers.safe(uri)).isEqualTo(expected);
    }

    @Test
    void settings_sayNoValues() {
        assertThat(settings(Map.of("MLFLOW_TRACKING_PASSWORD", "secret")).toString())
                .isEqualTo("Settings[MLFLOW_TRACKING_PASSWORD]");
    }
}
