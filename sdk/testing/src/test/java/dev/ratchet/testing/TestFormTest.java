/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestFormTest {

    @Test
    void of_knowsBothForms() {
        assertThat(TestForm.of("short")).isEqualTo(TestForm.SHORT);
        assertThat(TestForm.of("LONG ")).isEqualTo(TestForm.LONG);
    }

    @Test
    void of_saysWhatIsAllowed_whenTheFormIsUnknown() {
        assertThatThrownBy(() -> TestForm.of("full"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("-Dratchet.tests=full", "'short'", "'long'");
    }

    @Test
    void choose_followsTheProperty() {
        assertThat(TestForm.choose("few", "many")).isEqualTo(TestForm.current() == TestForm.LONG ? "many" : "few");
    }
}
