/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Expected values are those of {@code configparser.ConfigParser} of Python 3.11. */
class IniFileTest {

    private static Map<String, String> mlflow(String text) {
        return IniFile.section(Path.of("credentials"), text.lines().toList(), "mlflow");
    }

    @Test
    void section_isReadAsPythonDoes() {
        assertThat(mlflow("""
                # a note
                [DEFAULT]
                host = h
                name = everyone
                [other]
                name = eve
                [mlflow]
                ; another note
                Name : bob
                key=a = b # no comment here
                percent = 100%%
                both = %(name)s@%(host)s
                long = one
                  two
                empty =
                """))
                .isEqualTo(Map.of(
                        "host", "h",
                        "name", "bob",
                        "key", "a = b # no comment here",
                        "percent", "100%",
                        "both", "bob@h",
                        "long", "one\ntwo",
                        "empty", ""));
    }

    @Test
    void section_isEmpty_whereItIsNotThere_alsoInOtherCase() {
        assertThat(mlflow("")).isEmpty();
        assertThat(mlflow("[MLFLOW]\nname = bob\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret = x\n[mlflow]",
                "[mlflow]\nsecret",
                "[mlflow]\na = secret\na = secret",
                "[mlflow]\na = 1\n[mlflow]\nb = secret",
                "[mlflow]\na = secret%1",
                "[mlflow]\na = secret%(no)s",
                "[mlflow]\na = secret%(a)s"
            })
    void whatPythonRefuses_isRefused_withoutShowingIt(String text) {
        assertThatThrownBy(() -> mlflow(text))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("credentials", "Python")
                .hasMessageNotContaining("secret");
    }
}
