/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RunStatus;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The background delivery of several runs, with another local store in place of the server. */
@Timeout(60)
class DeliveryTest {

    /** Longer than the test may take, so that nothing may wait for it. */
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private StoreLayout layout;
    private Stores server;
    private Optional<RuntimeException> failure = Optional.empty();

    @BeforeEach
    void open() {
        layout = StoreLayout.open(folder.resolve("store"));
        server = LocalStores.open(folder.resolve("server"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Throws when the run {@code a} is created, which comes before {@code b} in every pass. */
    private void refuseA(String method, List<?> arguments) {
        if (method.equals("createRun")
                && arguments.get(0) instanceof NewRun run
                && run.key().equals("a")) {
            failure.ifPresent(e -> {
                throw e;
            });
        }
    }

    private RunFolder ended(String key) {
        RunFolder run = layout.run(key);
        try (RunWriters.OpenWriter writer = RunWriters.open(run, Clock.systemUTC())) {
            writer.journal().append(new Entry.RunCreated(1, key, "e", "run " + key, "", Map.of()));
            writer.journal().append(new Entry.RunEnded(2, RunStatus.FINISHED, ""));
        }
        return run;
    }

    private void deliversBOnly() {
        Stores guarded = GuardedStores.of(server, this::refuseA);
        try (Delivery delivery = new Delivery(layout, guarded, Clock.systemUTC(), false, LONG)) {
            for (RunFolder run : List.of(ended("a"), ended("b"))) {
                delivery.begun(run);
                delivery.ended(run);
            }

            assertThat(delivery.drain(LONG, false)).isEqualTo(1);
            assertThat(delivery.isDown()).isFalse();
        }
        String experiment = server.tracking().experiment("e").orElseThrow().id();
        assertThat(server.tracking().findRuns(experiment, "a")).isEmpty();
        assertThat(server.tracking().findRuns(experiment, "b"))
                .extracting(RunRecord::status)
                .containsExactly(RunStatus.FINISHED);
    }

    @Test
    void aRunThatIsNotPermitted_holdsUpNoOther() {
        failure = Optional.of(
                new MisconfiguredException(MisconfiguredException.Reason.PERMISSION, "no EDIT on the experiment"));

        deliversBOnly();
    }

    @Test
    void aRunThatCannotBeRead_holdsUpNoOther() {
        failure = Optional.of(new UncheckedIOException(new IOException("bad sector")));

        deliversBOnly();
    }
}
