/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.VersionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** What people read at a version in MLflow's pages: the decisions about it. Nothing rests on it. */
final class VersionNotes {

    private static final Logger LOG = LoggerFactory.getLogger(VersionNotes.class);

    /** On a candidate: the run of the last decision about it. */
    static final String DECISION = "ratchet.decision";

    /** On a candidate: what was decided. */
    static final String VERDICT = "ratchet.decision.verdict";

    /** On a champion: the last candidate that it was compared with. */
    static final String CHALLENGED = "ratchet.challenged";

    private final ModelRegistry registry;
    private final String model;

    VersionNotes(ModelRegistry registry, String model) {
        this.registry = registry;
        this.model = model;
    }

    void write(
            PromotionDecision decision,
            String run,
            VersionRecord candidate,
            Optional<VersionRef> champion,
            Optional<HistoryEntry> entry) {
        String against =
                champion.map(version -> "against version " + version.version()).orElse("without a champion");
        try {
            registry.setVersionTag(model, candidate.number(), DECISION, run);
            registry.setVersionTag(model, candidate.number(), VERDICT, decision.verdict() + " " + against);
            champion.ifPresent(version -> registry.setVersionTag(
                    model,
                    version.version(),
                    CHALLENGED,
                    "by version " + candidate.number() + ": " + decision.verdict() + "; decision run " + run));
            entry.ifPresent(made -> {
                String line = "Became " + made.entry().alias() + " at " + made.time() + " " + against
                        + " by decision run " + run + ": " + made.entry().reason();
                String before = registry.version(model, candidate.number()).description();
                registry.setVersionDescription(
                        model, candidate.number(), before.isBlank() ? line : before + "\n\n" + line);
            });
        } catch (RatchetException e) {
            LOG.warn(
                    "Version {} of '{}' does not say what was decided about it (decision run {}): {}",
                    candidate.number(),
                    model,
                    run,
                    e.getMessage());
        }
    }
}
