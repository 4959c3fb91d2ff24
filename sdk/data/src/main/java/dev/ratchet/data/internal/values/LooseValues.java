/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.values;

import dev.ratchet.data.DataType;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Objects of one type as those of another, where nothing is lost by it. */
public final class LooseValues {

    private static final int NANOS_PER_MICRO = 1_000;

    private LooseValues() {}

    /**
     * An object as one that a column of the type takes.
     *
     * @throws IllegalArgumentException when it is no value of the type or would lose something
     */
    public static Object convert(DataType type, Object value) {
        if (value instanceof String text) {
            return micros(type, TextValues.parse(type, text));
        }
        Object converted = switch (type.kind()) {
            case BOOLEAN -> value instanceof Number number ? bool(number) : value;
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
                value instanceof Boolean yes ? (Object) (yes ? 1L : 0L) : value;
            case FLOAT32, FLOAT64 -> number(type, value);
            case DECIMAL -> value instanceof Double || value instanceof Float ? decimal(value) : value;
            case DATE -> day(value);
            case TIMESTAMP -> local(value);
            case TIMESTAMP_UTC -> instant(value);
            case STRING, CATEGORICAL -> text(value);
            case LIST -> list(type.element(), value);
            default -> value;
        };
        return micros(type, converted);
    }

    private static boolean bool(Number number) {
        if (number.doubleValue() != 0 && number.doubleValue() != 1) {
            throw new IllegalArgumentException("'" + number + "' is not a value of type boolean (0 and 1 are)");
        }
        return number.doubleValue() == 1;
    }

    private static Object number(DataType type, Object value) {
        if (value instanceof Long || value instanceof Integer) {
            long whole = ((Number) value).longValue();
            double number = type.kind() == DataType.Kind.FLOAT32 ? (float) whole : (double) whole;
            // 2^63 as double is turned back into the largest long.
            if ((long) number != whole || whole == Long.MAX_VALUE) {
                throw new IllegalArgumentException("'" + value + "' has more digits than " + type + " can hold");
            }
        } else if (value instanceof BigInteger whole
                && !new BigDecimal(whole.doubleValue()).toBigInteger().equals(whole)) {
            throw new IllegalArgumentException("'" + value + "' has more digits than " + type + " can hold");
        } else if (value instanceof Boolean yes) {
            return yes ? 1.0 : 0.0;
        } else if (type.kind() == DataType.Kind.FLOAT32
                && value instanceof Double number
                && Double.isFinite(number)
                && Float.isInfinite(number.floatValue())) {
            throw new IllegalArgumentException("'" + value + "' is larger than " + type + " can hold");
        }
        return value;
    }

    private static Object decimal(Object value) {
        double number = ((Number) value).doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("'" + value + "' is not a decimal number");
        }
        return new BigDecimal(value.toString());
    }

    private static Object day(Object value) {
        return value instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate()
                : value;
    }

    private static Object local(Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay();
        }
        return value instanceof OffsetDateTime zoned
                ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : value;
    }

    private static Object instant(Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        } else if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        } else if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return value instanceof OffsetDateTime zoned ? zoned.toInstant() : value;
    }

    private static Object text(Object value) {
        if (value instanceof byte[]) {
            throw new IllegalArgumentException("bytes are not a value of type string");
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static Object list(DataType element, Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("'" + value + "' is no list");
        }
        List<@Nullable Object> converted = new ArrayList<>();
        for (Object item : list) {
            converted.add(item == null ? null : convert(element, item));
        }
        return Collections.unmodifiableList(converted);
    }

    /** Columns hold microseconds; finer times would lose digits. */
    private static Object micros(DataType type, Object value) {
        boolean timed = value instanceof Instant || value instanceof LocalDateTime || value instanceof LocalTime;
        if (timed && ((TemporalAccessor) value).get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO != 0) {
            throw new IllegalArgumentException("'" + value + "' is finer than the microseconds of type " + type);
        }
        return value;
    }
}
