/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.LocalCarrier;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunState;
import dev.ratchet.internal.local.RunWriters;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.internal.run.Carrier;
import dev.ratchet.internal.run.RunOrigin;
import dev.ratchet.internal.run.RunRecorder;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The entry point. Safe to share between threads. */
public final class Ratchet implements AutoCloseable {

    private final StoreLayout layout;
    private final Clock clock = Clock.systemUTC();
    private final Stores local;
    private final Carrier carrier;

    private Ratchet(Path directory) {
        this.layout = StoreLayout.open(directory);
        this.local = LocalStores.open(directory, clock);
        this.carrier = new LocalCarrier(layout, local.registry());
    }

    /** Opens on a directory. */
    public static Ratchet open(Path directory) {
        return new Ratchet(directory);
    }

    /** The local stores. */
    public Stores local() {
        return local;
    }

    /** An experiment, made when its first run begins. */
    public Experiment experiment(String name) {
        local.tracking().createExperiment(name);
        return new Experiment(this, name);
    }

    StoreLayout layout() {
        return layout;
    }

    RunRecorder begin(String experiment, String name, @Nullable String parentKey) {
        RunFolder folder = layout.run(RunWriters.newKey());
        RunWriters.OpenWriter writer = RunWriters.open(folder, clock);
        writer.journal()
                .append(new Entry.RunCreated(
                        clock.millis(), folder.key(), experiment, name, parentKey == null ? "" : parentKey, Map.of()));
        carrier.begun(folder);
        return new RunRecorder(
                folder, writer, new RunOrigin(name, true, Map.of()), new RunState(folder.key()), clock, carrier);
    }

    @Override
    public void close() {
        local.close();
    }
}
