/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrowMemoryTest {

    @Test
    void missingFlag_isNamedWithThePlacesToPutIt() {
        Module withFlag = Path.class.getModule();
        Module without =
                Module.class.getModule().getLayer().findModule("java.logging").orElseThrow();
        assertThatThrownBy(() -> ArrowMemory.require(without, withFlag))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(
                        ArrowMemory.FLAG, "JDK_JAVA_OPTIONS", "maven-surefire-plugin", "Gradle", "Spring", "Add-Opens");
    }
}
