/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.store.Stores;

import java.nio.file.Path;
import java.time.Clock;

/** Opens a local store as the interfaces that every store has. */
public final class LocalStores {

    private LocalStores() {}

    /** The stores over a directory, which is made where it is not there. */
    public static Stores open(Path directory, Clock clock) {
        return of(StoreLayout.open(directory), clock);
    }

    /** The stores over a directory that is there, or of which only what is there is asked. */
    public static Stores of(StoreLayout layout, Clock clock) {
        LocalTrackingStore tracking = new LocalTrackingStore(layout, clock);
        LocalRegistry registry = new LocalRegistry(layout, clock);
        return new Stores(
                "local:" + layout.root(),
                tracking,
                new LocalArtifactStore(layout),
                registry,
                new LocalLedgers(layout, registry, clock),
                tracking::close);
    }
}
