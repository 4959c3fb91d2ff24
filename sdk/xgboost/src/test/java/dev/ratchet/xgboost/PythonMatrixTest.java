/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Model;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every model of the archives in python-models scores bit for bit as in Python, or is refused with the reason. */
class PythonMatrixTest {

    private static final String BINARY = "perhaps it is in the old binary format";

    private static final String SCORES = "one base score per output";
    private static final Map<String, String> SEVERAL = Map.of(
            "classifier-three-json", SCORES,
            "dart-softprob", SCORES,
            "labels", SCORES,
            "quantile", SCORES,
            "softmax-json", SCORES,
            "softprob", SCORES,
            "targets", SCORES,
            "vector", "trees that have several outputs");

    /** What cannot be scored, by version and case, with words of the reason. */
    private static final Map<String, Map<String, String>> REFUSED = Map.of(
            "1.7.6",
                    Map.of(
                            "gamma",
                            "reg:gamma that XGBoost 1.7.6 saved wrongly",
                            "binary-xgb",
                            BINARY,
                            "softprob-xgb",
                            BINARY,
                            "gamma-xgb",
                            BINARY),
            "3.1.3", SEVERAL,
            "3.2.0", SEVERAL);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"1.7.6", "2.1.4", "3.1.3", "3.2.0"})
    void predict_givesPythonsBits_orTheModelIsRefused(String version) throws Exception {
        List<PythonCase> cases =
                PythonCase.unpacked("/python-models/xgboost-" + version + ".zip", directory.toRealPath());
        assertThat(cases).hasSizeGreaterThan(39);
        Map<String, String> refused = REFUSED.getOrDefault(version, Map.of());
        List<String> seen = new ArrayList<>();
        for (PythonCase one : cases) {
            assertThat(one.expected().get("xgboost").asText()).isEqualTo(version);
            String reason = refused.get(one.name());
            if (reason == null) {
                scores(one);
            } else {
                seen.add(one.name());
                assertThatThrownBy(one::load)
                        .as(one.name())
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContaining(reason);
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(refused.keySet());
    }

    private static void scores(PythonCase one) {
        try (Model model = one.load()) {
            assertThat(PythonCase.bits(model.predict(one.rows())))
                    .as(one.name())
                    .isEqualTo(one.bits());
        }
    }
}
