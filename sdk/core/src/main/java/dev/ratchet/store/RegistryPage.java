/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;

/**
 * A page of registered models or versions.
 *
 * @param items in the order that was asked for
 * @param nextPageToken where the next page begins, empty after the last
 */
public record RegistryPage<T>(List<T> items, String nextPageToken) {

    /** Copies the items. */
    public RegistryPage {
        items = List.copyOf(items);
    }
}
