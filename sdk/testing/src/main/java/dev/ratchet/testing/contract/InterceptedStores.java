/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Stores that ask somebody before each call, who can wait, send it later, or never:
 *
 * <pre>{@code
 * Stores slow = InterceptedStores.of(stores, call -> {
 *     if (call.changesLedger()) {
 *         awaitTurn();
 *     }
 *     return call.send();
 * });
 * }</pre>
 */
public final class InterceptedStores {

    private static final Set<String> WRITES = Set.of(
            "begin",
            "append",
            "mark",
            "unmark",
            "setAlias",
            "deleteAlias",
            "setModelTag",
            "setVersionTag",
            "setStage",
            "logBatch");

    private InterceptedStores() {}

    /** Who is asked. */
    @FunctionalInterface
    public interface Interceptor {
        /** Gives the call's answer. */
        @Nullable
        Object answer(Call call) throws Throwable;
    }

    /** A call that has not been sent yet. */
    public static final class Call {

        private final Object store;
        private final Method method;
        private final @Nullable Object @Nullable [] arguments;

        private Call(Object store, Method method, @Nullable Object @Nullable [] arguments) {
            this.store = store;
            this.method = method;
            this.arguments = arguments;
        }

        /** The method's name. */
        public String name() {
            return method.getName();
        }

        /** Whether it is one of those by which a promotion, rollback or repair changes something. */
        public boolean changesLedger() {
            return WRITES.contains(name());
        }

        /** Sends it. */
        public @Nullable Object send() throws Throwable {
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    /** The same stores with somebody before them; closing these closes nothing. */
    public static Stores of(Stores stores, Interceptor interceptor) {
        return new Stores(
                stores.target(),
                proxy(TrackingStore.class, stores.tracking(), interceptor),
                proxy(ArtifactStore.class, stores.artifacts(), interceptor),
                proxy(ModelRegistry.class, stores.registry(), interceptor),
                proxy(LedgerStore.class, stores.ledgers(), interceptor),
                () -> {});
    }

    private static <T> T proxy(Class<T> type, T store, Interceptor interceptor) {
        return type.cast(Proxy.newProxyInstance(
                InterceptedStores.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> interceptor.answer(new Call(store, method, arguments))));
    }
}
