/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Against XGBoost's own {@code getScore}. */
class ImportancesTest {

    @ParameterizedTest
    @ValueSource(strings = {"gbtree", "dart"})
    void of_givesWhatXGBoostGives(String kind) throws Exception {
        try (TrackedMatrix train = Wdbc.all().train()) {
            Booster booster = XGBoost.train(
                    train, Map.of("objective", "binary:logistic", "booster", kind), 20, Map.of(), null, null);
            Importances importances = Importances.of(booster.toByteArray("ubj"));
            for (ImportanceType type : ImportanceType.values()) {
                Map<String, Double> expected = booster.getScore("", type.xgboostName());
                Map<String, Double> found = importances.of(type);
                assertThat(found).hasSameSizeAs(expected);
                found.forEach((name, value) -> {
                    double theirs = Objects.requireNonNull(expected.get(name));
                    assertThat(value).as(type + " " + name).isCloseTo(theirs, within(1e-4 * Math.abs(theirs)));
                });
            }
        }
    }

    @Test
    void of_namesFeaturesByPosition_whenTheModelHasNoNames() throws Exception {
        DMatrix plain = Plain.matrix(100);
        try {
            Booster booster = XGBoost.train(plain, Map.of("objective", "binary:logistic"), 5, Map.of(), null, null);
            assertThat(Importances.of(booster.toByteArray("ubj")).of(ImportanceType.WEIGHT))
                    .isEqualTo(booster.getScore("", "weight"));
        } finally {
            plain.dispose();
        }
    }

    @Test
    void of_givesTheCoefficients_whenTheModelIsLinear() throws Exception {
        try (TrackedMatrix train = Wdbc.all().train()) {
            Booster booster = XGBoost.train(
                    train, Map.of("booster", "gblinear", "updater", "coord_descent"), 5, Map.of(), null, null);
            Importances importances = Importances.of(booster.toByteArray("ubj"));
            assertThat(importances.of(ImportanceType.WEIGHT)).hasSizeBetween(1, 30);
            assertThat(importances.of(ImportanceType.GAIN)).isEmpty();
        }
    }
}
