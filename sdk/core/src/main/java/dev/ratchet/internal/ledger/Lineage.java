/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RefusedException;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.VersionRef;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Which champions came before, where a rollback takes back what came after its target. */
final class Lineage {

    private final List<HistoryEntry> valid;
    private final String alias;

    Lineage(Walk walk, String alias) {
        this.alias = alias;
        this.valid = walk.entries().stream()
                .filter(entry -> entry.valid() && entry.entry().alias().equals(alias))
                .toList();
    }

    /** The champion before the present one; two rollbacks in a row go two steps back. */
    VersionRef previous(String model) {
        Deque<VersionRef> line = new ArrayDeque<>();
        for (HistoryEntry entry : valid) {
            entry.entry().champion().ifPresent(to -> {
                if (entry.entry().kind() == EntryKind.ROLLBACK && line.contains(to)) {
                    while (!to.equals(line.peek())) {
                        line.pop();
                    }
                } else if (!to.equals(line.peek())) {
                    line.push(to);
                }
            });
        }
        return line.stream()
                .skip(1)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "'" + model + "' has no earlier " + alias + " to roll back to; promote another version."));
    }

    /** The last time that a version was champion. */
    VersionRef earlier(int version, String model) {
        return valid.stream()
                .filter(entry -> entry.entry()
                        .champion()
                        .filter(to -> to.version() == version)
                        .isPresent())
                .max(Comparator.comparingInt(HistoryEntry::number))
                .flatMap(entry -> entry.entry().champion())
                .orElseThrow(() -> new RefusedException("Version " + version + " of '" + model + "' never was " + alias
                        + ": a rollback goes to an earlier one. Those were " + versions() + "."));
    }

    private List<Integer> versions() {
        return valid.stream()
                .flatMap(entry -> entry.entry().champion().stream())
                .map(VersionRef::version)
                .distinct()
                .toList();
    }
}
