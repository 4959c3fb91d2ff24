/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

class MlflowServerExtensionTest {

    private static final Map<String, String> NO_PYTHON = Map.of("RATCHET_PYTHON", "no-python-here");

    @Test
    void class_isSkippedWithTheReason_whenThereIsNoPython() {
        EngineExecutionResults results = run(OnALaptop.class);

        assertThat(results.containerEvents().skipped().list())
                .singleElement()
                .extracting(event -> event.getPayload(String.class).orElseThrow())
                .asString()
                .contains("no usable Python", "no-python-here");
        assertThat(results.testEvents().started().count()).isZero();
    }

    @Test
    void class_fails_whenThereIsNoPythonInContinuousIntegration() {
        EngineExecutionResults results = run(InContinuousIntegration.class);

        assertThat(results.testEvents().started().count()).isZero();
        assertThat(results.containerEvents().failed().list())
                .singleElement()
                .extracting(Event::toString)
                .asString()
                .contains("no usable Python");
    }

    @Test
    void server_saysHowToRegister_whenNoClassRuns() {
        MlflowServerExtension extension = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

        assertThatThrownBy(extension::uri).hasMessageContaining("@RegisterExtension");
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    static final class OnALaptop {
        @RegisterExtension
        static final MlflowServerExtension MLFLOW = unreachable(NO_PYTHON);

        @Test
        void never_runs() {
            assertThat(MLFLOW.uri()).isNull();
        }
    }

    static final class InContinuousIntegration {
        @RegisterExtension
        static final MlflowServerExtension MLFLOW =
                unreachable(Map.of("RATCHET_PYTHON", "no-python-here", "CI", "true"));

        @Test
        void never_runs() {
            assertThat(MLFLOW.uri()).isNull();
        }
    }

    private static MlflowServerExtension unreachable(Map<String, String> environment) {
        return MlflowServerExtension.of(
                () -> {
                    throw new IllegalStateException("asked for a server without Python");
                },
                environment);
    }
}
