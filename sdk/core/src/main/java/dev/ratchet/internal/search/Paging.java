/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.RefusedException;
import dev.ratchet.store.RegistryPage;

import java.util.List;
import java.util.function.Function;

/** Pages of what was found; a token is the last record of its page. */
public final class Paging {

    /** The greatest page that every server gives. */
    public static final int MOST = 1000;

    private Paging() {}

    /** Checks the size of a page. */
    public static void check(int maxResults) {
        if (maxResults < 1 || maxResults > MOST) {
            throw new IllegalArgumentException("maxResults must be between 1 and " + MOST + ": " + maxResults);
        }
    }

    /** The page after a token, the first for an empty one. */
    public static <T> RegistryPage<T> page(List<T> found, Function<T, String> id, int maxResults, String token) {
        int from = 0;
        if (!token.isEmpty()) {
            from = found.stream().map(id).toList().indexOf(token) + 1;
            if (from == 0) {
                throw new RefusedException("'" + token + "' is no page token: give the one of the page before.");
            }
        }
        int to = Math.min(found.size(), from + maxResults);
        return new RegistryPage<>(found.subList(from, to), to < found.size() ? id.apply(found.get(to - 1)) : "");
    }
}
