/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.config.Bounded;
import dev.ratchet.internal.delivery.Delivery;
import dev.ratchet.store.Stores;

import java.time.Duration;
import java.util.function.Function;

/**
 * The server as training that is about to begin asks it: not at all while it is known to be down, else for a bounded
 * time, whatever the settings say of retries.
 */
record ServerInTime(Stores stores, Delivery delivery, Duration timeout) {

    /**
     * The server's answer.
     *
     * @throws UnavailableException when there is none in time; then nothing waits for the server until it answers again
     */
    <T> T ask(String what, Function<Stores, T> question) {
        if (delivery.isDown()) {
            throw new UnavailableException(stores.target() + " did not answer a moment ago.", false, null);
        }
        try {
            return Bounded.call(what, timeout, () -> question.apply(stores));
        } catch (UnavailableException e) {
            delivery.gaveNoAnswer();
            throw e;
        }
    }
}
