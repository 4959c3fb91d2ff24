/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/** One thing that is drawn over two number axes. */
interface XyLayer {

    /** What the legend says. */
    String name();

    /** The attributes of its line in the legend, followed by more. */
    String[] stroke(String... more);

    double[] xs();

    double[] ys();

    /** How many points were left out. */
    long notFinite();

    /** What screen readers say. */
    String description();

    void draw(SvgWriter svg, Plot plot);

    /** Whether the legend names it. */
    default boolean isNamed() {
        return !name().isEmpty();
    }
}
