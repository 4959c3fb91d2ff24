/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.apache.arrow.memory.RootAllocator;

/** Apart from {@link ArrowMemory}, so that Arrow is loaded after the check only. */
final class RootMemory {

    static final RootAllocator ROOT = new RootAllocator();

    private RootMemory() {}
}
