/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.onnx;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinkTest {

    @Test
    void of_fails_whenTheObjectiveIsNotKnown() {
        assertThatThrownBy(() -> Link.of("reg:odd"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("objective 'reg:odd' is not exported to ONNX");
    }
}
