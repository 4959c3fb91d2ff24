/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.LedgerReport;
import dev.ratchet.ledger.LedgerReport.Finding;
import dev.ratchet.ledger.LedgerReport.Kind;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks a ledger with every anchor there is, and what its valid entries name. */
public final class Verification {

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final Protocol protocol;
    private final Stores stores;

    /** A check that changes nothing. */
    public Verification(Protocol protocol) {
        this.protocol = protocol;
        this.stores = protocol.stores();
    }

    /** Checks the ledger of a model. */
    public LedgerReport verify(String model) {
        Map<String, String> tags = protocol.observer().modelTags(model);
        Set<Integer> versions = new LinkedHashSet<>();
        Set<String> runs = new LinkedHashSet<>();
        named(protocol.record(model), versions, runs);

        List<Finding> findings = new ArrayList<>();
        Anchors anchors = Anchors.of(tags, "the model '" + model + "'");
        Map<Integer, VersionIdentity> there = new TreeMap<>();
        for (int number : versions) {
            Optional<VersionIdentity> version = protocol.ledgers().version(model, number);
            if (version.isPresent()) {
                there.put(number, version.get());
                anchors = anchors.and(version.get().tags(), "version " + number);
            }
        }
        for (String run : runs) {
            try {
                anchors = anchors.and(stores.tracking().run(run).tags(), "decision run " + run);
            } catch (NotFoundException e) {
                findings.add(new Finding(Kind.MISSING, "decision run " + run, "the decision run is gone"));
            }
        }
        LedgerRecord record = protocol.record(model);
        Walk walk = Walker.walk(anchors, record);
        findings.addAll(0, ledger(walk));
        findings.addAll(versions(model, walk, there));
        return new LedgerReport(model, record.entries().size(), findings);
    }

    /** What the entries name, also those that will turn out not to be believed: their anchors are evidence. */
    private static void named(LedgerRecord record, Set<Integer> versions, Set<String> runs) {
        for (LedgerRecord.Entry raw : record.entries()) {
            try {
                dev.ratchet.ledger.LedgerEntry entry = EntryText.read(raw.tags().getOrDefault(EntryTags.ENTRY, ""));
                entry.champion().ifPresent(to -> versions.add(to.version()));
                entry.before().ifPresent(from -> versions.add(from.version()));
                if (!entry.decision().run().isEmpty()) {
                    runs.add(entry.decision().run());
                }
            } catch (IllegalArgumentException | RefusedException e) {
                LOG.debug("entry {}: {}", raw.number(), e.getMessage());
            }
        }
    }

    private static List<Finding> ledger(Walk walk) {
        List<Finding> findings = new ArrayList<>();
        for (LedgerDamage damage : walk.repaired()) {
            findings.add(new Finding(Kind.REPAIRED_LEDGER, "entry " + damage.at(), damage.explanation()));
        }
        LedgerDamage damage = walk.damage();
        if (damage != null) {
            findings.add(new Finding(
                    Kind.DAMAGED_LEDGER,
                    "entry " + damage.at(),
                    damage + "; the last sound entry is " + damage.lastGood()));
            Kind kind = switch (damage.kind()) {
                case MISSING -> Kind.MISSING;
                case UNREADABLE, CHANGED, FOREIGN, NOT_ANCHORED -> Kind.TAMPERED;
            };
            findings.add(new Finding(kind, "entry " + damage.at(), damage.explanation()));
        }
        return findings;
    }

    private List<Finding> versions(String model, Walk walk, Map<Integer, VersionIdentity> there) {
        Map<VersionRef, HistoryEntry> champions = new LinkedHashMap<>();
        walk.entries().stream()
                .filter(HistoryEntry::valid)
                .forEach(entry -> entry.entry().champion().ifPresent(to -> champions.put(to, entry)));
        List<Finding> findings = new ArrayList<>();
        PackageCheck packages = new PackageCheck(stores);
        champions.forEach((said, entry) -> {
            VersionIdentity found = there.get(said.version());
            String subject = "version " + said.version();
            if (found == null) {
                String told = "the version is gone that entry " + entry.number() + " made "
                        + entry.entry().alias();
                findings.add(new Finding(Kind.MISSING, subject, told));
            } else if (!View.isSame(said, found)) {
                findings.add(new Finding(
                        Kind.TAMPERED,
                        subject,
                        "the version is not the one that entry " + entry.number() + " made "
                                + entry.entry().alias()
                                + ": it was made anew, or the digest of its package was changed"));
            } else {
                packages.problem(model, said).ifPresent(findings::add);
            }
        });
        return findings;
    }
}
