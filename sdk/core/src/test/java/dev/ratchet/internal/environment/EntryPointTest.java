/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class EntryPointTest {

    @ParameterizedTest
    @CsvSource({
        "com.acme.Train --password secret, com.acme.Train",
        "com.acme/com.acme.Train secret, com.acme/com.acme.Train",
        "com.acme.Train secret.jar, com.acme.Train",
        "/home/me/my jobs/train.jar secret, train.jar",
        "C:\\jobs\\train.jar secret, train.jar",
        "train.jar secret, train.jar",
        "'', java",
    })
    void of_isWhatWasStarted_withoutArguments(String command, String expected) {
        assertThat(EntryPoint.of(command)).isEqualTo(expected);
    }

    @Test
    void outermost_isTheUsersClass_belowARunner() {
        List<String> frames = List.of(
                "dev.ratchet.internal.environment.EntryPoint",
                "dev.ratchet.Ratchet",
                "com.acme.Library",
                "com.acme.TrainTest$Nested",
                "java.lang.reflect.Method",
                "org.junit.platform.launcher.core.DefaultLauncher");

        assertThat(EntryPoint.outermost(frames, "surefire")).isEqualTo("com.acme.TrainTest");
        assertThat(EntryPoint.outermost(List.of("java.lang.Thread"), "surefire"))
                .isEqualTo("surefire");
    }
}
