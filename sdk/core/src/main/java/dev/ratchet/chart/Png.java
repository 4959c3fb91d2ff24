/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Turns a chart's SVG into a PNG where this machine can: that needs the library {@code com.github.weisj:jsvg} on the
 * class path, the module {@code java.desktop} and, for texts, fonts. Safe for use by several threads.
 */
public final class Png {

    private static final Logger LOG = LoggerFactory.getLogger(Png.class);

    private Png() {}

    /**
     * The picture at twice its size in pixels, light colours, or nothing where it cannot be made; the reason is logged
     * at DEBUG. Never throws: no picture is worth a training.
     */
    public static Optional<byte[]> of(String svg) {
        try {
            // The rasteriser knows no media queries and would say so on standard error.
            return Optional.of(Rasteriser.png(svg.replace(Theme.STYLE, "")));
        } catch (Throwable e) { // a missing library, font or display is an Error here
            LOG.debug("No PNG is made of a chart: {}", e.toString());
            return Optional.empty();
        }
    }
}
