/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import java.util.List;

/** Checks of the settings of layers. */
final class Settings {

    private Settings() {}

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Kernel, steps and padding of one to three dimensions. */
    static void dimensions(String what, List<Long> kernel, List<Long> steps, List<Long> padding) {
        boolean fits = !kernel.isEmpty()
                && kernel.size() <= 3
                && steps.size() == kernel.size()
                && padding.size() == kernel.size()
                && kernel.stream().allMatch(size -> size > 0)
                && steps.stream().allMatch(size -> size > 0)
                && padding.stream().allMatch(size -> size >= 0);
        require(
                fits,
                "A " + what + " needs as many steps and paddings as its kernel has dimensions (1, 2 or 3), kernel and"
                        + " steps > 0 and paddings >= 0, but got kernel " + kernel + ", steps " + steps + ", padding "
                        + padding + ".");
    }
}
