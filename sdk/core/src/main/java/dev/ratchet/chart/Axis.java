/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to 0..1 and finds round ticks.
 *
 * @param low the value at 0, times {@code factor}
 * @param high the value at 1, times {@code factor}
 * @param shrink the power of ten that values are divided by, so that the widest range of doubles does not overflow
 */
record Axis(double low, double high, int shrink) {

    private static final int SHRINK = 10;
    private static final double NEEDS_SHRINKING = 1e300;
    private static final double SMALLEST_SPAN = 1e-290;
    /** Differences below this part of the values are lost in rounding; they are drawn as equal. */
    private static final double SMALLEST_RELATIVE_SPAN = 1e-12;

    /** One tick: where it is in 0..1, and what it says. */
    record Tick(double position, String label) {}

    /** An axis for values from {@code min} to {@code max}, both finite, with room of that part of the span around. */
    static Axis of(double min, double max, double room) {
        double largest = Math.max(Math.abs(min), Math.abs(max));
        int shrink = largest > NEEDS_SHRINKING ? SHRINK : 0;
        double factor = shrink == 0 ? 1 : 1e-10;
        double low = min * factor;
        double high = max * factor;
        double span = high - low;
        if (span < SMALLEST_SPAN || span < largest * factor * SMALLEST_RELATIVE_SPAN) {
            double half = largest < SMALLEST_SPAN ? 1 : largest * factor * 0.5;
            return new Axis(low - half, high + half, shrink);
        }
        return new Axis(low - span * room, high + span * room, shrink);
    }

    /** Where the value lies, 0 at the axis' low end and 1 at its high end. */
    double position(double value) {
        return (shrunk(value) - low) / (high - low);
    }

    private double shrunk(double value) {
        return shrink == 0 ? value : value * 1e-10;
    }

    /** About so many ticks at 1, 2 or 5 times a power of ten; with {@code whole} only at integers. */
    List<Tick> ticks(int about, boolean whole) {
        double raw = (high - low) / about;
        int exponent = (int) Math.floor(Math.log10(raw));
        double normal = raw / Math.pow(10, exponent);
        int digit = normal <= 1 ? 1 : normal <= 2 ? 2 : 5;
        if (normal > 5) {
            digit = 1;
            exponent++;
        }
        if (whole && exponent < 0) {
            exponent = 0;
            digit = 1;
        }
        double step = digit * Math.pow(10, exponent);
        double largest = Math.max(Math.abs(low), Math.abs(high)) * Math.pow(10, shrink);
        List<Tick> ticks = new ArrayList<>();
        long last = (long) Math.floor(high / step);
        for (long i = (long) Math.ceil(low / step); i <= last; i++) {
            BigDecimal exact = BigDecimal.valueOf(i * digit, -exponent - shrink);
            double position = (i * step - low) / (high - low);
            ticks.add(new Tick(position, Numbers.tick(exact, exponent + shrink, largest)));
        }
        return ticks;
    }
}
