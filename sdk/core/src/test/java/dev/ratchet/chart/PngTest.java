/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class PngTest {

    private static final String SVG =
            BarChart.builder("t").bar("a", 1).bar("b", 2).build().toSvg();

    @Test
    void of_isAPngOrNothing() {
        // Nothing is right on a machine without fonts.
        Png.of(SVG).ifPresent(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G'));
    }

    @Test
    void of_isNothing_whenTheTextIsNoSvg() {
        assertThat(Png.of("")).isEmpty();
        assertThat(Png.of("<svg")).isEmpty();
        assertThat(Png.of("no picture")).isEmpty();
    }

    @Test
    void of_isNothing_withoutTheLibrary() throws Exception {
        URL core = Png.class.getProtectionDomain().getCodeSource().getLocation();
        URL slf4j = org.slf4j.Logger.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {core, slf4j}, ClassLoader.getPlatformClassLoader())) {
            Object png = loader.loadClass(Png.class.getName())
                    .getMethod("of", String.class)
                    .invoke(null, SVG);

            assertThat(png).isEqualTo(Optional.empty());
        }
    }
}
