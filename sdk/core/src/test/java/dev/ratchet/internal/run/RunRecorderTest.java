/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.local.LocalCarrier;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class RunRecorderTest {

    @TempDir
    private Path folder;

    @Test
    void close_letsASampleThatIsBeingTakenIn() {
        StoreLayout layout = StoreLayout.open(folder);
        RunFolder run = layout.run(RunWriters.newKey());
        try (Stores local = LocalStores.open(folder, Clock.systemUTC())) {
            RunRecorder recorder = new RunRecorder(
                    run,
                    RunWriters.open(run, Clock.systemUTC()),
                    new RunOrigin("r", true, Map.of()),
                    new RunState(run.key()),
                    Clock.systemUTC(),
                    new LocalCarrier(layout, local.registry()));
            recorder.closeWithRun(() -> CompletableFuture.runAsync(() -> recorder.metrics(Map.of("load", 1.0), 0))
                    .get(10, TimeUnit.SECONDS));

            recorder.close(RunStatus.FINISHED, "");

            assertThat(RunReader.history(run, "load")).hasSize(1);
            assertThat(recorder.problems()).isEmpty();
        }
    }
}
