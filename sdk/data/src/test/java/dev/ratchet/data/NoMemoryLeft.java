/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.arrow.ArrowMemory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Fails a test that leaves Arrow memory in use. */
public final class NoMemoryLeft implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            assertThat(ArrowMemory.allocated())
                    .as("bytes of Arrow memory that are still in use: %s", ArrowMemory.allocator())
                    .isZero();
        }
    }
}
