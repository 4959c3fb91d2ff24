/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as people write them: {@code 5ms}, {@code 200MiB}, {@code 7d}. */
final class Units {

    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]+)");
    private static final Map<String, Double> NANOSECONDS = ordered("ns", 1e0, "us", 1e3, "ms", 1e6, "s", 1e9);
    private static final Map<String, Double> BYTES =
            ordered("b", 1e0, "kb", 1e3, "mb", 1e6, "gb", 1e9, "kib", 0x1p10, "mib", 0x1p20, "gib", 0x1p30);
    private static final Map<String, Double> SECONDS = ordered("m", 60e0, "h", 3600e0, "d", 86400e0, "s", 1e0);

    private Units() {}

    static Optional<Double> nanoseconds(String text) {
        return read(text, NANOSECONDS);
    }

    static Optional<Double> bytes(String text) {
        return read(text, BYTES);
    }

    static Optional<Duration> duration(String text) {
        return read(text, SECONDS).map(seconds -> Duration.ofSeconds(seconds.longValue()));
    }

    /** A number without an exponent, so that it is read back. */
    static String text(double value, String unit) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() + unit;
    }

    private static Optional<Double> read(String text, Map<String, Double> units) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(units.get(matcher.group(2).toLowerCase(Locale.ROOT)))
                .map(factor -> Double.parseDouble(matcher.group(1)) * factor);
    }

    private static Map<String, Double> ordered(Object... pairs) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Double) pairs[i + 1]);
        }
        return map;
    }
}
