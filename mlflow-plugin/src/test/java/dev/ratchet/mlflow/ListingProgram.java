/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.RatchetException;
import dev.ratchet.store.Stores;

import java.net.URI;

/** A program that lists the experiments of a server with the settings of its environment. */
final class ListingProgram {

    private ListingProgram() {}

    public static void main(String[] args) {
        try (Stores stores = OpenedStores.at(URI.create(args[0]), System.getenv())) {
            System.out.println("listed " + stores.tracking().experiments().size() + " " + stores.connection());
        } catch (RatchetException e) {
            System.out.println(e.getMessage());
        }
    }
}
