/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.store.RunRecord;

import java.nio.file.Path;
import java.util.Map;

/** A local store without a server, and a look into it. */
final class TestStore {

    private TestStore() {}

    static Ratchet open(Path directory) {
        return builder(directory).open();
    }

    static RatchetBuilder builder(Path directory) {
        return Ratchet.builder().environment(Map.of()).store(directory).localOnly();
    }

    static RunRecord record(Ratchet ratchet, String id) {
        return ratchet.local().tracking().run(id);
    }
}
