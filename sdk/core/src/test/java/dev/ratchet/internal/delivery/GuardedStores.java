/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Stores with somebody in front who may throw instead of letting a call pass. */
final class GuardedStores {

    /** Sees each call before the stores do. */
    @FunctionalInterface
    interface Guard {
        void before(String method, List<?> arguments);
    }

    private GuardedStores() {}

    static Stores of(Stores stores, Guard guard) {
        return new Stores(
                stores.target(),
                guarded(TrackingStore.class, stores.tracking(), guard),
                guarded(ArtifactStore.class, stores.artifacts(), guard),
                guarded(ModelRegistry.class, stores.registry(), guard),
                stores.ledgers(),
                stores.onClose());
    }

    private static <T> T guarded(Class<T> type, T store, Guard guard) {
        return type.cast(Proxy.newProxyInstance(
                GuardedStores.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    guard.before(method.getName(), arguments == null ? List.of() : List.of(arguments));
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
