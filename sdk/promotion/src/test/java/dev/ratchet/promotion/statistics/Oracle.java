/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expected values made by reference implementations; each case of a file says which made it. A number passes when it
 * differs by no more than the case's tolerance.
 *
 * @param input the case's rows and arguments
 */
record Oracle(JsonNode input) {

    /** What a procedure gives for each field; computed one by one, because some of a case may be undefined. */
    static final class Fields {

        private final Map<String, Callable<?>> values = new LinkedHashMap<>();

        Fields put(String field, Callable<?> value) {
            values.put(field, value);
            return this;
        }
    }

    /** Which fields of a case a procedure must give. */
    private enum Compared {
        ALL,
        GIVEN
    }

    /** A test for each case of a file. */
    static Stream<DynamicTest> cases(String family, Map<String, Function<Oracle, Fields>> procedures)
            throws IOException {
        return cases(family, procedures, Compared.ALL);
    }

    /** A test for each case of these procedures, which need not give all fields. */
    static Stream<DynamicTest> partsOfCases(String family, Map<String, Function<Oracle, Fields>> procedures)
            throws IOException {
        return cases(family, procedures, Compared.GIVEN);
    }

    private static Stream<DynamicTest> cases(
            String family, Map<String, Function<Oracle, Fields>> procedures, Compared compared) throws IOException {
        JsonNode file;
        try (InputStream in = Oracle.class.getResourceAsStream("/oracles/" + family + ".json")) {
            file = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        return StreamSupport.stream(file.path("cases").spliterator(), false)
                .filter(one -> compared == Compared.ALL
                        || procedures.containsKey(one.path("procedure").asText()))
                .map(one -> DynamicTest.dynamicTest(
                        one.path("name").asText(),
                        () -> check(
                                one,
                                Objects.requireNonNull(
                                        procedures.get(one.path("procedure").asText()),
                                        () -> "no test of procedure " + one.path("procedure")),
                                compared)));
    }

    private static void check(JsonNode one, Function<Oracle, Fields> procedure, Compared compared) {
        JsonNode expected = one.path("expected");
        if (expected.has("error")) {
            assertThat(reason(() -> {
                        for (Callable<?> value : procedure
                                .apply(new Oracle(one.path("input")))
                                .values
                                .values()) {
                            value.call();
                        }
                        return null;
                    }))
                    .isEqualTo(expected.path("error").asText());
            return;
        }
        Fields actual = procedure.apply(new Oracle(one.path("input")));
        List<String> fields = expected.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> compared == Compared.ALL || actual.values.containsKey(field))
                .toList();
        assertThat(actual.values.keySet()).containsAll(fields);
        assertThat(fields).isNotEmpty();
        expected.propertyStream()
                .filter(field -> fields.contains(field.getKey()))
                .forEach(field -> {
                    Callable<?> value = Objects.requireNonNull(actual.values.get(field.getKey()));
                    if (field.getValue().has("error")) {
                        assertThat(reason(value))
                                .as(field.getKey())
                                .isEqualTo(field.getValue().path("error").asText());
                    } else {
                        same(field.getKey(), called(value), field.getValue(), one);
                    }
                });
    }

    private static @Nullable String reason(Callable<?> value) {
        try {
            value.call();
            return null;
        } catch (UndefinedMetricException e) {
            assertThat(e).hasMessageMatching("(?s).{20,}\\.");
            return e.reason().name();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Object called(Callable<?> value) {
        try {
            return value.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void same(String field, Object actual, JsonNode expected, JsonNode one) {
        if (expected.isArray()) {
            List<?> values = (List<?>) actual;
            assertThat(values).as(field).hasSize(expected.size());
            for (int i = 0; i < values.size(); i++) {
                same(field + "[" + i + "]", values.get(i), expected.get(i), one);
            }
        } else if (expected.isObject()) {
            Map<?, ?> values = (Map<?, ?>) actual;
            expected.propertyStream().forEach(entry -> {
                Object value = Objects.requireNonNull(values.get(entry.getKey()), entry::getKey);
                if (entry.getValue().has("error")) {
                    assertThat(reason((Callable<?>) value))
                            .as(field)
                            .isEqualTo(entry.getValue().path("error").asText());
                } else {
                    same(
                            field + "." + entry.getKey(),
                            value instanceof Callable<?> computed ? called(computed) : value,
                            entry.getValue(),
                            one);
                }
            });
        } else if (actual instanceof Number number) {
            double wanted = number(expected);
            double allowed = Math.max(
                    one.path("tolerance").asDouble() * Math.abs(wanted),
                    one.path("absolute").asDouble());
            if (number.doubleValue() != wanted) {
                assertThat(Math.abs(number.doubleValue() - wanted))
                        .as("%s is %s, expected %s by %s", field, number, wanted, one.path("made_by"))
                        .isLessThanOrEqualTo(allowed);
            }
        } else {
            assertThat(String.valueOf(actual)).as(field).isEqualTo(expected.asText());
        }
    }

    private static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
    }

    double number(String field) {
        return number(input.path(field));
    }

    double[] doubles(String field) {
        return doubles(input.path(field));
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(Oracle::number).toArray();
    }

    int[] ints(String field) {
        return input.path(field).valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    String[] texts(String field) {
        return input.path(field).valueStream().map(JsonNode::asText).toArray(String[]::new);
    }

    double[][] rows(String field) {
        return input.path(field).valueStream().map(Oracle::doubles).toArray(double[][]::new);
    }

    static List<Double> list(double... values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }
}
