/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.values;

import dev.ratchet.data.DataType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as values: what {@code Table.text} writes is read back. */
public final class TextValues {

    private static final int SAFE_DIGITS = 18;
    private static final int DAY_LENGTH = 10;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            // Else the 29th of February becomes the 28th where there is none.
            .withResolverStyle(ResolverStyle.STRICT);

    private TextValues() {}

    /**
     * A text as the object that a column of the type takes.
     *
     * @throws IllegalArgumentException when it is no value of the type
     */
    public static Object parse(DataType type, String text) {
        try {
            return switch (type.kind()) {
                case BOOLEAN -> bool(text);
                case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> whole(text);
                case FLOAT32 -> single(text);
                case FLOAT64 -> number(text);
                case DECIMAL -> new BigDecimal(text);
                case DATE -> LocalDate.parse(text);
                case TIME -> LocalTime.parse(text);
                case TIMESTAMP -> dateTime(text);
                case TIMESTAMP_UTC -> instant(text);
                case STRING, CATEGORICAL -> text;
                case BINARY -> HexFormat.of().parseHex(text);
                case LIST -> throw new IllegalArgumentException("a text is no list");
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a value of type " + type, e);
        }
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new NumberFormatException(text);
        };
    }

    private static Number whole(String text) {
        return text.length() < SAFE_DIGITS ? (Number) Long.valueOf(text) : new BigInteger(text);
    }

    /** Not by way of double, which would round twice. */
    private static float single(String text) {
        return NUMBER.matcher(text).matches() ? Float.parseFloat(text) : (float) special(text);
    }

    private static double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : special(text);
    }

    private static double special(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException(text);
        };
    }

    private static String iso(String text) {
        return text.length() > DAY_LENGTH && text.charAt(DAY_LENGTH) == ' '
                ? text.substring(0, DAY_LENGTH) + 'T' + text.substring(DAY_LENGTH + 1)
                : text;
    }

    private static LocalDateTime dateTime(String text) {
        return text.length() == DAY_LENGTH ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(iso(text));
    }

    private static Instant instant(String text) {
        long second = IsoSeconds.of(text);
        if (second != IsoSeconds.NONE) {
            return Instant.ofEpochSecond(second);
        }
        if (text.length() == DAY_LENGTH) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        TemporalAccessor parsed = ZONED.parseBest(iso(text), OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    }
}
