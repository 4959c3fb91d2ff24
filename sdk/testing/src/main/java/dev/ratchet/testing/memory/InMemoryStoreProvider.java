/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreProvider;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.net.URI;

/** Opens the stores of {@link InMemoryStores#uri()}, for the JVM that made them. */
public final class InMemoryStoreProvider implements StoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public InMemoryStoreProvider() {}

    @Override
    public boolean accepts(URI trackingUri) {
        return InMemoryStores.SCHEME.equalsIgnoreCase(trackingUri.getScheme());
    }

    @Override
    public Stores open(StoreSettings settings) {
        URI uri = settings.trackingUri();
        return InMemoryStores.at(uri)
                .map(InMemoryStores::stores)
                .orElseThrow(() -> new MisconfiguredException("There are no stores in memory at '" + uri
                        + "': give InMemoryStores.uri() of stores that this JVM made and has not closed."));
    }
}
