/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PruneTest {

    @TempDir
    private Path directory;

    /** Opening removes runs too, beside the program: whoever of the two was quicker, all is told and nothing is left. */
    @Test
    void prune_tellsAllThatWent_alsoWhatOpeningRemoved() {
        URI server = CountedStores.at(directory.resolve("server"));
        RatchetBuilder builder = TestStore.builder(directory.resolve("store"))
                .trackingUri(server)
                .closeTimeout(Duration.ofMinutes(1));
        List<String> keys = new ArrayList<>();
        try (Ratchet ratchet = builder.set("RATCHET_KEEP_DAYS", "7").open()) {
            for (int i = 0; i < 12; i++) {
                keys.add(ratchet.experiment("e").run("r" + i, Run::id));
            }
        }

        PruneReport report;
        try (Ratchet ratchet = builder.set("RATCHET_KEEP_DAYS", "0").open()) {
            report = ratchet.prune(Duration.ZERO);
        }

        assertThat(report.removed()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(report.kept()).isZero();
        assertThat(report.bytes()).isPositive();
        assertThat(directory.resolve("store/runs")).isEmptyDirectory();
    }
}
