/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of what a server lists.
 *
 * @param items what is on it
 * @param next how to ask for the next one, empty on the last
 */
public record Slice<E>(List<E> items, String next) {

    /** All pages as one stream: the first is asked for now, with an empty token, each further one when it is needed. */
    public static <E> Stream<E> all(Function<String, Slice<E>> fetch) {
        return all(
                fetch.apply(""),
                page -> page.next.isEmpty() ? Optional.empty() : Optional.of(fetch.apply(page.next)),
                page -> page.items.stream());
    }

    /** The items of a page and of all that follow it. */
    public static <P, E> Stream<E> all(P first, Function<P, Optional<P>> next, Function<P, Stream<E>> items) {
        return Stream.iterate(Optional.of(first), Optional::isPresent, page -> page.flatMap(next))
                .flatMap(page -> page.stream().flatMap(items));
    }
}
