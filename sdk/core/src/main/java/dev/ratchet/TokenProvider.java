/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

/**
 * Gives tokens that expire. Asked before the first request, again shortly before the time that the last token named, and
 * once more when the server does not accept a token (HTTP 401).
 *
 * <p>Called on a thread of its own, by one at a time for each {@code Ratchet}; requests wait for the answer, so it should
 * come within seconds. An exception, and no answer for ten seconds, count as a server that cannot be reached: nothing is
 * lost, and it is asked again later, but not while it has not answered. Neither a token nor the message of an exception
 * is logged.
 */
@FunctionalInterface
public interface TokenProvider {

    /**
     * A token that is valid now.
     *
     * @throws Exception when there is none at the moment
     */
    AccessToken token() throws Exception;
}
