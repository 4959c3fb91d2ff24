/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

/** Stores whose caller dies before one of its writing calls; that call can be sent later all the same. */
final class KilledStores {

    /** The caller is no more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Stores stores;
    private final String only;
    private int left;
    private boolean killed;
    private InterceptedStores.@Nullable Call late;

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
        return InterceptedStores.of(stores, this::answer);
    }

    boolean killed() {
        return killed;
    }

    /** Sends the call before which the caller died. */
    void sendLate() throws Throwable {
        if (late == null) {
            throw new IllegalStateException("The caller did not die.");
        }
        late.send();
    }

    private @Nullable Object answer(InterceptedStores.Call call) throws Throwable {
        boolean counts = only.isEmpty() ? call.changesLedger() : call.name().equals(only);
        if (killed || (counts && --left == 0)) {
            if (!killed) {
                late = call;
            }
            killed = true;
            throw new Killed();
        }
        return call.send();
    }
}
