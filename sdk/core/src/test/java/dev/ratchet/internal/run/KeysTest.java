/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeysTest {

    private final Keys keys = new Keys("metric");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "loss|loss",
                "ndcg@3|ndcg_at_3",
                "日本:é x-1.y_z|日本:é x-1.y_z",
                "loss 😀|loss _",
                "a(b)%|a_b__",
                "/a|_/a",
                "a/|a/_",
                "a//b|a/_/b",
                "../a|__/a",
                "a/./b|a/_/b",
                ".|_",
                "..a|..a",
                "''|_"
            })
    void clean_makesNames_thatMlflowTakes(String name, String expected) {
        assertThat(keys.clean(name)).isEqualTo(expected);
        assertThat(keys.clean(name)).isEqualTo(expected);
    }

    @Test
    void clean_keepsNamesApart_thatWouldBecomeOne() {
        String first = keys.clean("a+b");
        String second = keys.clean("a*b");

        assertThat(first).isEqualTo("a_b");
        assertThat(second).startsWith("a_b_").isNotEqualTo(first);
        assertThat(keys.clean("a*b")).isEqualTo(second);
        assertThat(keys.clean("plain_b")).isEqualTo("plain_b");
        assertThat(keys.clean("plain*b")).startsWith("plain_b_");
    }

    @Test
    void clean_cutsLongNames_andKeepsThemApart() {
        String first = keys.clean("x".repeat(300));
        String second = keys.clean("x".repeat(301));

        assertThat(first).isEqualTo("x".repeat(250));
        assertThat(second).hasSize(250).isNotEqualTo(first);
        assertThat(keys.clean("\uD835\uDCCD".repeat(125) + "x")).hasSize(250);
        assertThat(keys.clean("y" + "\uD835\uDCCD".repeat(125))).hasSize(249);
        assertThat(keys.clean("z".repeat(249) + "/tail")).isEqualTo("z".repeat(249));
    }
}
