/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({"1, true", "TRUE, true", "0, false", "False, false", "' ', false"})
    void systemMetrics_areSwitched_asMlflowDoes(String value, boolean on) {
        Settings settings = new Settings(
                Map.of("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", value),
                Set.of(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);

        assertThat(settings.systemMetrics().isPresent()).isEqualTo(on);
    }
}
