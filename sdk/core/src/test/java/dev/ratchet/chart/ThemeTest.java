/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThemeTest {

    /** WCAG 2.1, success criterion 1.4.11: graphical objects have a contrast of at least 3:1. */
    @Test
    void colours_haveContrastToTheirBackground() {
        assertThat(Theme.LIGHT).hasSize(8).allMatch(colour -> contrast(colour, Theme.BACKGROUND) >= 3);
        assertThat(Theme.DARK).hasSize(8).allMatch(colour -> contrast(colour, Theme.DARK_BACKGROUND) >= 3);
        assertThat(contrast(Theme.MUTED, Theme.BACKGROUND)).isGreaterThan(4.5);
    }

    private static double contrast(String a, String b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
