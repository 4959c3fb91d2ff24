/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the entries of ledgers lie: one ledger per registered model, entries that are only added, and marks on them.
 * Calls and errors are as for {@link TrackingStore}. What an entry means is not the store's business: docs/ledger.md.
 *
 * <p>An implementation must keep these rules, also under concurrency and whatever dies in between:
 *
 * <ul>
 *   <li>Entries get the numbers 1, 2, 3 ... of their ledger; a number is visible only when all lower ones are, and is
 *       never used again after a deletion.
 *   <li>What {@link #append} was given never changes through this interface, and is stored byte for byte; texts of
 *       4,500 bytes fit.
 *   <li>The id of a ledger is that of the one caller who made it.
 *   <li>A call returns when what it did can be seen by everyone.
 *   <li>{@link #read} needs permission to read, and no other.
 * </ul>
 */
public interface LedgerStore {

    /**
     * Makes the ledger of a model, without entries, where there is none.
     *
     * @param id a random id for a new ledger
     * @return the id that the ledger has: of several callers at once all get the same
     */
    String begin(String model, String id);

    /** The ledger of a model as it is now, with all entries; no id and no entries where there is none. */
    LedgerRecord read(String model);

    /**
     * The same, of a ledger that was read before: entries below a number, and the id, may be taken from there.
     *
     * @param from a number that was read before
     */
    default LedgerRecord readAgain(String model, LedgerRecord before, int from) {
        return read(model);
    }

    /** The lowest number of an entry with this id, which a caller asks when the answer of {@link #append} was lost. */
    OptionalInt find(String model, String entryId);

    /**
     * Adds an entry; sent once.
     *
     * @param entryId the caller's key, a UUID
     * @param fixed texts by key, never changed again
     * @param runId the run in which people find more, or empty; it need not be there
     * @return the entry's number
     * @throws dev.ratchet.UnavailableException when there is no answer: the entry may be there, or come later still
     */
    int append(String model, String entryId, Map<String, String> fixed, String runId);

    /** Sets a mark of an entry. */
    void mark(String model, int number, String key, String value);

    /** Removes a mark of an entry; removing one that is not set changes nothing. */
    void unmark(String model, int number, String key);

    /**
     * Points an alias of the registered model to a version; sent once, so that after an answer nothing can come late.
     *
     * @throws dev.ratchet.UnavailableException when there is no answer: it may still happen, also later
     */
    void setAlias(String model, String alias, int version);

    /** Who a version is; empty where there is none. Works also when its run is gone. */
    Optional<VersionIdentity> version(String model, int version);

    /** Who the version is that an alias points to; empty as for {@link ModelRegistry#versionByAlias}. */
    Optional<VersionIdentity> versionByAlias(String model, String alias);
}
