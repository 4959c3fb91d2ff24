/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Model;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every model of the archives in python-models scores bit for bit as in Python, or is refused with the reason. */
class PythonMatrixTest {

    /** What cannot be scored, by version and case, with words of the reason. */
    private static final Map<String, Map<String, String>> REFUSED =
            Map.of("1.7.6", Map.of("gamma-xgb", "in the old binary format and XGBoost cannot read it"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"1.7.6, 67, 1", "2.1.4, 77, 0", "3.1.3, 76, 0", "3.2.0, 79, 0"})
    void predict_givesPythonsBits_orTheModelIsRefused(String version, int equal, int notScored) throws Exception {
        List<PythonCase> cases =
                PythonCase.unpacked("/python-models/xgboost-" + version + ".zip", directory.toRealPath());
        Map<String, String> refused = REFUSED.getOrDefault(version, Map.of());
        List<String> different = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (PythonCase one : cases) {
            assertThat(one.expected().get("xgboost").asText()).isEqualTo(version);
            String reason = refused.get(one.name());
            if (reason != null) {
                seen.add(one.name());
                assertThatThrownBy(one::load)
                        .as(one.name())
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContaining(reason);
            } else if (!scores(one).equals(one.bits())) {
                different.add(one.name());
            }
        }
        assertThat(different).isEmpty();
        assertThat(seen).hasSize(notScored).containsExactlyInAnyOrderElementsOf(refused.keySet());
        assertThat(cases.size() - seen.size()).isEqualTo(equal);
    }

    private static List<List<Integer>> scores(PythonCase one) {
        try (Model model = one.load()) {
            return PythonCase.bits(model.predict(one.rows()));
        } catch (RatchetException e) {
            throw new AssertionError(one.name(), e);
        }
    }
}
