/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AutologOptionsTest {

    @Test
    void defaults_areThoseOfPythonsAutologging() {
        AutologOptions options = AutologOptions.defaults();
        assertThat(options.logModels()).isTrue();
        assertThat(options.logDatasets()).isTrue();
        assertThat(options.importanceTypes()).containsExactly(ImportanceType.WEIGHT);
        assertThat(options.modelName()).isEqualTo("model");
        assertThat(options.snapshotEvery()).isZero();
        assertThat(options.digestLimitBytes()).isEqualTo(1L << 30);
    }

    @Test
    void toBuilder_keepsWhatIsNotSaid() {
        AutologOptions options =
                AutologOptions.builder().modelName("m").importanceTypes(Set.of(ImportanceType.GAIN)).build().toBuilder()
                        .snapshotEvery(5)
                        .build();
        assertThat(options.modelName()).isEqualTo("m");
        assertThat(options.importanceTypes()).containsExactly(ImportanceType.GAIN);
        assertThat(options.snapshotEvery()).isEqualTo(5);
    }

    @Test
    void build_refusesWhatCannotBe() {
        assertThatThrownBy(() -> AutologOptions.builder().snapshotEvery(-1).build())
                .hasMessageContaining("snapshotEvery < 0: -1");
        assertThatThrownBy(() -> AutologOptions.builder().digestLimitBytes(-1).build())
                .hasMessageContaining("digestLimitBytes < 0");
        assertThatThrownBy(() -> AutologOptions.builder().modelName(" ").build())
                .hasMessageContaining("modelName is blank");
        assertThatThrownBy(() -> AutologOptions.builder()
                        .logModels(false)
                        .registeredModelName("m")
                        .build())
                .hasMessageContaining("registeredModelName 'm' needs the model");
    }
}
