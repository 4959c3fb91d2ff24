/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.NotFoundException;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.VersionIdentity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Ledgers as objects; one caller at a time. */
final class MemoryLedgers implements LedgerStore {

    private static final class Ledger {
        private final String id;
        private final NavigableMap<Integer, LedgerRecord.Entry> entries = new TreeMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();

        Ledger(String id) {
            this.id = id;
        }
    }

    private final MemoryRegistry registry;
    private final Map<String, Ledger> ledgers = new HashMap<>();

    MemoryLedgers(MemoryRegistry registry) {
        this.registry = registry;
    }

    private Ledger known(String model) {
        return Optional.ofNullable(ledgers.get(model))
                .orElseThrow(() -> new NotFoundException("There is no ledger of '" + model + "' in memory."));
    }

    @Override
    public synchronized String begin(String model, String id) {
        return ledgers.computeIfAbsent(model, any -> new Ledger(id)).id;
    }

    @Override
    public synchronized LedgerRecord read(String model) {
        Ledger ledger = ledgers.get(model);
        long now = System.currentTimeMillis();
        return ledger == null
                ? new LedgerRecord("", List.of(), now)
                : new LedgerRecord(ledger.id, List.copyOf(ledger.entries.values()), now);
    }

    @Override
    public LedgerRecord readAgain(String model, LedgerRecord before, int from) {
        LedgerRecord now = read(model);
        List<LedgerRecord.Entry> fresh =
                now.entries().stream().filter(entry -> entry.number() >= from).toList();
        return before.from(from, fresh, now.time());
    }

    @Override
    public synchronized OptionalInt find(String model, String entryId) {
        Integer number = known(model).numbers.get(entryId);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public synchronized int append(String model, String entryId, Map<String, String> fixed, String runId) {
        Ledger ledger = known(model);
        int number = ledger.entries.isEmpty() ? 1 : ledger.entries.lastKey() + 1;
        ledger.entries.put(number, new LedgerRecord.Entry(number, System.currentTimeMillis(), fixed));
        ledger.numbers.putIfAbsent(entryId, number);
        return number;
    }

    private void change(String model, int number, String key, Optional<String> value) {
        LedgerRecord.Entry entry = known(model).entries.get(number);
        if (entry == null) {
            throw new NotFoundException("There is no entry " + number + " in the ledger of '" + model + "'.");
        }
        Map<String, String> tags = new TreeMap<>(entry.tags());
        value.ifPresentOrElse(text -> tags.put(key, text), () -> tags.remove(key));
        known(model).entries.put(number, new LedgerRecord.Entry(number, entry.createdTime(), tags));
    }

    @Override
    public synchronized void mark(String model, int number, String key, String value) {
        change(model, number, key, Optional.of(value));
    }

    @Override
    public synchronized void unmark(String model, int number, String key) {
        change(model, number, key, Optional.empty());
    }

    @Override
    public void setAlias(String model, String alias, int version) {
        registry.setAlias(model, alias, version);
    }

    @Override
    public Optional<VersionIdentity> version(String model, int version) {
        return VersionIdentity.find(registry, model, version);
    }

    @Override
    public Optional<VersionIdentity> versionByAlias(String model, String alias) {
        return registry.versionByAlias(model, alias).map(VersionIdentity::of);
    }
}
