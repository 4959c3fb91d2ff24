/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/** One thing that is drawn over two number axes. */
interface XyLayer {

    /** Its points. */
    Series series();

    /** The attributes of its line in the legend, followed by more. */
    String[] stroke(String... more);

    void draw(SvgWriter svg, Plot plot);

    /** What the legend says. */
    default String name() {
        return series().name;
    }

    default double[] xs() {
        return series().xs;
    }

    default double[] ys() {
        return series().ys;
    }

    /** How many points were left out. */
    default long notFinite() {
        return series().leftOut;
    }

    /** What screen readers say. */
    default String description() {
        return series().description();
    }

    /** Whether the legend names it. */
    default boolean isNamed() {
        return !name().isEmpty();
    }
}
