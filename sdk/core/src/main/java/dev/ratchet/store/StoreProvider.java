/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.net.URI;

/** Opens stores of some kind of address; found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {

    /** Whether this provider opens such an address. */
    boolean accepts(URI trackingUri);

    /**
     * Makes the stores without talking to them, so it never waits.
     *
     * @throws dev.ratchet.MisconfiguredException when the settings contradict each other or cannot work
     */
    Stores open(StoreSettings settings);
}
