/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.store.StoreProvider;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another local store in place of the server, {@code counted:<directory>}, that notes when it is opened and closed. */
public final class CountedStores implements StoreProvider {

    private static final Map<URI, List<String>> EVENTS = new ConcurrentHashMap<>();

    static URI at(Path directory) {
        return URI.create("counted:" + directory);
    }

    /** What was done with the stores at an address: {@code opened}, {@code closed}. */
    static List<String> events(URI uri) {
        return EVENTS.computeIfAbsent(uri, any -> new CopyOnWriteArrayList<>());
    }

    @Override
    public boolean accepts(URI trackingUri) {
        return "counted".equals(trackingUri.getScheme());
    }

    @Override
    public Stores open(StoreSettings settings) {
        List<String> events = events(settings.trackingUri());
        events.add("opened");
        Stores stores = LocalStores.open(Path.of(settings.trackingUri().getSchemeSpecificPart()), Clock.systemUTC());
        return new Stores(
                settings.trackingUri().toString(),
                stores.tracking(),
                stores.artifacts(),
                stores.registry(),
                stores.ledgers(),
                () -> events.add("closed"));
    }
}
