/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerProbeTest {

    /** Asked at 10:00:00.300, answered at 10:00:00.500. */
    private static final long ASKED = 1_795_255_200_300L;

    @ParameterizedTest
    @CsvSource({
        "'Sat, 21 Nov 2026 10:00:00 GMT', 0",
        "'Sat, 21 Nov 2026 10:00:01 GMT', 500",
        "'Sat, 21 Nov 2026 11:00:00 GMT', 3599500",
        "'Sat, 21 Nov 2026 09:59:59 GMT', -300",
        "'Sat, 21 Nov 2026 09:00:00 GMT', -3599300",
        "yesterday, 0",
        "'', 0"
    })
    void skew_isWhatWholeSecondsDoNotExplain(String date, long skew) {
        assertThat(ServerProbe.skew(date, ASKED, ASKED + 200)).isEqualTo(skew);
    }
}
