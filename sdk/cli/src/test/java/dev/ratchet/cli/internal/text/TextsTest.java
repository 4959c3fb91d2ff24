/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "-5, 0ms",
        "999, 999ms",
        "1500, 1.5s",
        "61000, 1m 01s",
        "3600000, 1h 00m",
        "90061000, 1d 01h",
    })
    void duration_hasTwoUnits(long millis, String expected) {
        assertThat(Texts.duration(millis)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "3, 3",
        "-2.5, -2.5",
        "0.3333333333, 0.333333",
        "123456.789, 123457",
        "0.00012345678, 0.000123457",
        "0.00001, 1.00000e-05",
        "1e12, 1.00000e+12",
        "NaN, NaN",
        "Infinity, Infinity",
    })
    void number_hasSixDigits(double value, String expected) {
        assertThat(Texts.number(value)).isEqualTo(expected);
    }

    @Test
    void difference_hasItsSign() {
        assertThat(Texts.difference(0.5)).isEqualTo("+0.5");
        assertThat(Texts.difference(-0.5)).isEqualTo("-0.5");
        assertThat(Texts.difference(0)).isEqualTo("0");
    }

    @Test
    void bytes_haveTheUnitThatFits() {
        assertThat(Texts.bytes(12)).isEqualTo("12 B");
        assertThat(Texts.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(Texts.bytes(5L << 30)).isEqualTo("5.0 GiB");
    }

    @Test
    void idLength_tellsIdsApart() {
        assertThat(Texts.idLength(List.of())).isEqualTo(8);
        assertThat(Texts.idLength(List.of("0123456789aa", "0123456789ab"))).isEqualTo(12);
    }

    @Test
    void printable_removesWhatSteersATerminal() {
        assertThat(Texts.printable("a\u001b[31mb\nc")).isEqualTo("a [31mb c");
    }

    @Test
    void table_isAligned_alsoWithWideLetters() {
        List<String> lines =
                new Table(List.of("NAME", ">N")).row("a", "1").row("日本", "100").lines("  ", false);

        assertThat(lines).containsExactly("  NAME    N", "  a       1", "  日本  100");
    }

    @Test
    void json_writesAndReadsBack() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("text", "\"ü\"");
        document.put("nan", Double.NaN);
        document.put("list", new ArrayList<>(Arrays.asList(1, 2.5, true, null)));
        StringWriter out = new StringWriter();

        JsonText.write(document, out);

        assertThat(JsonText.readObject(out.toString()).orElseThrow())
                .containsEntry("text", "\"ü\"")
                .containsEntry("nan", "NaN")
                .containsEntry("list", Arrays.asList(1, 2.5, true, null));
        assertThat(JsonText.readObject("[1]")).isEmpty();
        assertThat(JsonText.readObject("{\"a\":")).isEmpty();
        assertThat(JsonText.readObject("")).isEmpty();
    }

    @Test
    void progress_isForTerminalsOnly() {
        StringWriter out = new StringWriter();

        new Progress(new java.io.PrintWriter(out), false).show("run 1");

        assertThat(out.toString()).isEmpty();
    }
}
