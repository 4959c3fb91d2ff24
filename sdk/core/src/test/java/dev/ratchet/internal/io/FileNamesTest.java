/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileNamesTest {

    private static final String REFUSED_BY_SOME_SYSTEM = "\\/:*?\"<>|%\u0000\u0001\n\u007f~$^'`;[]{}";

    private static String anyName(Random random) {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(5)) {
                case 0 -> name.append((char) random.nextInt(128));
                case 1 -> name.append(". ");
                case 2 -> name.append("con com1 aux %41".charAt(random.nextInt(16)));
                case 3 -> name.appendCodePoint(0x1F600 + random.nextInt(64));
                default -> name.append((char) (0xA0 + random.nextInt(0x5000)));
            }
        }
        return name.toString();
    }

    @Test
    void decode_givesBackEveryName() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String name = anyName(random);
            String encoded = FileNames.encode(name);

            assertThat(FileNames.decode(encoded)).as("seed %d", seed).isEqualTo(name);
            assertThat(encoded).as("seed %d", seed).matches("[A-Za-z0-9_\\-. ()+,=@#!&%]+");
            assertThat(encoded)
                    .as("seed %d", seed)
                    .doesNotStartWith(".")
                    .doesNotEndWith(".")
                    .doesNotEndWith(" ");
            String before = names.put(FileNames.encodeKey(name).toLowerCase(Locale.ROOT), name);
            assertThat(before).as("seed %d", seed).isIn(null, name);
        }
    }

    @Test
    void encode_leavesNothing_thatASystemRefuses() {
        String encoded = FileNames.encode(REFUSED_BY_SOME_SYSTEM);

        assertThat(encoded).matches("(%[0-9A-F]{2})+");
        assertThat(FileNames.decode(encoded)).isEqualTo(REFUSED_BY_SOME_SYSTEM);
    }

    @ParameterizedTest
    @CsvSource({
        "MLmodel, MLmodel",
        "roc curve (1).svg, roc curve (1).svg",
        "con, %63on",
        "CON.txt, %43ON.txt",
        "nul .x, %6Eul .x",
        "lpt9, %6Cpt9",
        "console, console",
        ".hidden, %2Ehidden",
        "dot., dot%2E",
        "100%, 100%25",
        "é, %C3%A9"
    })
    void encode_keepsPlainNames_andEscapesTheRest(String name, String expected) {
        assertThat(FileNames.encode(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%zz.txt", "é 日本.txt", "%", "a%4"})
    void decode_leavesNamesAlone_thatNobodyEncoded(String name) {
        assertThat(FileNames.decode(name)).isEqualTo(name);
    }

    @Test
    void encodeKey_isShort_andTellsUpperFromLowerCase() {
        assertThat(FileNames.encodeKey("churn")).isEqualTo("churn");
        assertThat(FileNames.encodeKey("Churn")).startsWith("churn~").isNotEqualTo(FileNames.encodeKey("cHurn"));
        assertThat(FileNames.encodeKey("日".repeat(500))).hasSizeLessThan(130);
        assertThat(FileNames.encodeKey("日".repeat(500))).isNotEqualTo(FileNames.encodeKey("日".repeat(501)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\..\\b", "\\a"})
    void checkPath_refusesWhatLeavesTheStore(String path) {
        assertThatThrownBy(() -> FileNames.checkPath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path '" + path + "' is not allowed");
    }

    @Test
    void checkPath_givesSlashes() {
        assertThat(FileNames.checkPath("plots\\roc.svg")).isEqualTo("plots/roc.svg");
    }
}
