/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.config;

import dev.ratchet.MisconfiguredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelCacheSettingsTest {

    private static Settings settings(Map<String, String> variables) {
        return new Settings(variables, Set.of(), Optional.empty(), Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    private static Optional<ModelCacheSettings> of(String variable, String value) {
        return ModelCacheSettings.of(settings(Map.of(variable, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "10GiB, 10737418240",
        "2 gib, 2147483648",
        "1.5MiB, 1572864",
        "500MB, 500000000",
        "64KiB, 65536",
        "3kb, 3000",
        "1TB, 1000000000000",
        "1TiB, 1099511627776",
        "1, 1",
        "17b, 17"
    })
    void size_isReadAsPeopleWriteIt(String text, long bytes) {
        assertThat(of(ModelCacheSettings.SIZE, text).orElseThrow().limit()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "10 GiB of it", "GiB", "many", "0.1", "1e9", "10Gi", "999999999999999999TiB", "NaN"})
    void size_thatIsNone_isRefused_withWhatIsAllowed(String text) {
        assertThatThrownBy(() -> of(ModelCacheSettings.SIZE, text))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("RATCHET_MODEL_CACHE_SIZE is '" + text + "'")
                .hasMessageContaining("10GiB")
                .hasMessageContaining("RATCHET_MODEL_CACHE=none");
    }

    @Test
    void directory_isSaid_orSwitchedOff() {
        assertThat(of(ModelCacheSettings.DIRECTORY, "here").orElseThrow().directory())
                .isEqualTo(Path.of("here").toAbsolutePath());
        assertThat(of(ModelCacheSettings.DIRECTORY, "none")).isEmpty();
        assertThat(of(ModelCacheSettings.DIRECTORY, " None ")).isEmpty();
        assertThat(of(ModelCacheSettings.DIRECTORY, " ").orElseThrow().limit()).isEqualTo(10L << 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "FALSE", "0", "true", "a\0b"})
    void directory_thatIsNone_isRefused_withWhatIsAllowed(String text) {
        assertThatThrownBy(() -> of(ModelCacheSettings.DIRECTORY, text))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("RATCHET_MODEL_CACHE is '" + text + "'")
                .hasMessageContaining("'none' for no cache");
    }

    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest
    @CsvSource({
        "Linux, , /home/ann, /home/ann/.cache/ratchet/models",
        "Linux, /x, /home/ann, /x/ratchet/models",
        "Linux, relative, /home/ann, /home/ann/.cache/ratchet/models",
        "Mac OS X, , /Users/ann, /Users/ann/Library/Caches/ratchet/models",
        "Windows 11, , /Users/ann, /Users/ann/AppData/Local/ratchet/models",
        "Linux, , ?, /store/cache/models",
        "Linux, , '', /store/cache/models"
    })
    void directory_isBelowTheUsersCaches_orInTheStoreWithoutAHome(
            String system, String xdg, String userHome, Path expected) {
        Settings settings = settings(
                xdg == null
                        ? Map.of("RATCHET_HOME", "/store")
                        : Map.of("RATCHET_HOME", "/store", "XDG_CACHE_HOME", xdg));

        assertThat(ModelCacheSettings.defaultDirectory(settings, system, userHome))
                .isEqualTo(expected);
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void directory_followsTheVariablesOfTheHome() {
        assertThat(ModelCacheSettings.defaultDirectory(settings(Map.of("HOME", "/h")), "Linux", "/home/ann"))
                .isEqualTo(Path.of("/h/.cache/ratchet/models"));
        assertThat(ModelCacheSettings.defaultDirectory(settings(Map.of("LOCALAPPDATA", "/l")), "Windows 11", "/u"))
                .isEqualTo(Path.of("/l/ratchet/models"));
    }
}
