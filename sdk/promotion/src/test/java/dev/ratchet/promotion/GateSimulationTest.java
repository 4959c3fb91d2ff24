/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** 2,000 gates of each world, and 10,000 with {@code -Dratchet.tests=long}. */
class GateSimulationTest {

    private static final int GATES =
            System.getProperty("ratchet.tests", "short").equals("long") ? 10_000 : 2000;

    static List<GateSimulation> worlds() {
        return GateSimulation.all();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void gate_keepsItsErrorRate(GateSimulation world) {
        int gates = world.gates(GATES);
        double share = world.promoted(gates, 1);

        assertThat(world.holds(gates, share))
                .as("%s: promoted %s of %s", world.name(), share, gates)
                .isTrue();
    }
}
