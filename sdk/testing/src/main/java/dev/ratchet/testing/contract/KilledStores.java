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

/** Stores whose caller dies before one of its writing calls; that call can be sent later all the same. */
final class KilledStores {

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

    /** The caller is no more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A call that could throw. */
    interface Late {
        void send() throws ReflectiveOperationException;
    }

    private final Stores stores;
    private final String only;
    private int left;
    private boolean killed;
    private @Nullable Late late;

    private KilledStores(Stores stores, String only, int left) {
        this.stores = stores;
        this.only = only;
        this.left = left;
    }

    /** Dies before its n-th writing call. */
    static KilledStores before(Stores stores, int call) {
        return new KilledStores(stores, "", call);
    }

    /** Dies before its first call of this name. */
    static KilledStores before(Stores stores, String method) {
        return new KilledStores(stores, method, 1);
    }

    Stores stores() {
        return new Stores(
                stores.target(),
                proxy(TrackingStore.class, stores.tracking()),
                proxy(ArtifactStore.class, stores.artifacts()),
                proxy(ModelRegistry.class, stores.registry()),
                proxy(LedgerStore.class, stores.ledgers()),
                () -> {});
    }

    boolean killed() {
        return killed;
    }

    /** Sends the call before which the caller died. */
    void sendLate() throws ReflectiveOperationException {
        if (late == null) {
            throw new IllegalStateException("The caller did not die.");
        }
        late.send();
    }

    private <T> T proxy(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(
                KilledStores.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(store, method, arguments)));
    }

    private Object call(Object store, Method method, Object[] arguments) throws Throwable {
        boolean counts = only.isEmpty()
                ? WRITES.contains(method.getName())
                : method.getName().equals(only);
        if (killed || (counts && --left == 0)) {
            if (!killed) {
                late = () -> method.invoke(store, arguments);
            }
            killed = true;
            throw new Killed();
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
