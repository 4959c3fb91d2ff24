/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonTest {

    @Test
    void everyValue_isReadAsItWasWritten() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "\"quoted\" \\ \n\t\u0001 é 日本 😀 \u2028");
        value.put("", "empty name");
        value.put("list", Arrays.asList(1L, -0.0, 1e300, true, null, List.of(), Map.of()));
        value.put("max", Long.MAX_VALUE);
        value.put("larger", new BigInteger("9223372036854775808"));
        value.put("smallest", Double.MIN_VALUE);

        assertThat(Json.read(Json.write(value))).isEqualTo(value);
        assertThat(Json.read(Json.writePretty(value))).isEqualTo(value);
        assertThat(Json.readObject(Json.write(value)).keySet()).containsExactlyElementsOf(value.keySet());
    }

    @Test
    void write_takesArraysAndNumbersOfEveryKind() {
        assertThat(Json.write(new Object[] {(byte) 1, (short) 2, 3, 4L, 1.5f, 'c', new int[] {1}, null}))
                .isEqualTo("[1,2,3,4,1.5,\"c\",[1],null]");
        assertThat(Json.write(new double[] {Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}))
                .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\"]");
        assertThat(Json.write(null)).isEqualTo("null");
    }

    @Test
    void writePretty_isForPeople() {
        assertThat(Json.writePretty(Map.of("a", List.of(1)))).isEqualTo("{\n  \"a\" : [\n    1\n  ]\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "{", "{\"a\"", "{\"a\":", "[1,", "nul", "{} {}", "'a'", "{a:1}", "01", "NaN", "]"})
    void read_refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readObject_saysWhatItGot() {
        assertThatThrownBy(() -> Json.readObject("[1]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a JSON object, but got: [1]");
    }
}
