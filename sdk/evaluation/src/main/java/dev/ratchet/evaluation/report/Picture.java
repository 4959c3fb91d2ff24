/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.function.Supplier;

/**
 * A picture of a report, or why it cannot be drawn.
 *
 * @param name of its file, without an ending
 * @param title for people
 * @param svg empty when it cannot be drawn
 * @param sentence what is said below it, or why there is none
 */
record Picture(String name, String title, String svg, String sentence) {

    /** Draws; where the rows do not allow it the reason stands in its place. */
    static Picture draw(String name, String title, Supplier<Picture> drawing) {
        try {
            return drawing.get();
        } catch (UndefinedMetricException e) {
            return missing(name, title, String.valueOf(e.getMessage()));
        }
    }

    static Picture missing(String name, String title, String why) {
        return new Picture(name, title, "", why);
    }

    boolean isDrawn() {
        return !svg.isEmpty();
    }
}
