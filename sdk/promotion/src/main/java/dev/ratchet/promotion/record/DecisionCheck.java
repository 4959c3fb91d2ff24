/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerReport.Finding;
import dev.ratchet.ledger.LedgerReport.Kind;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.internal.judge.Outputs;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the decisions that a ledger names are as they were written: the record by the digest in the ledger's entry, what was
 * predicted by the digests in the record, and the signature where a key is given. Reads only, and changes nobody's champion.
 */
public final class DecisionCheck {

    private final Stores stores;
    private final @Nullable PublicKey key;

    private DecisionCheck(Stores stores, @Nullable PublicKey key) {
        this.stores = stores;
        this.key = key;
    }

    /** Checks what these stores keep. */
    public static DecisionCheck of(Stores stores) {
        return new DecisionCheck(stores, null);
    }

    /** The same, and demands that every decision is signed with this key. */
    public DecisionCheck signedBy(PublicKey signer) {
        return new DecisionCheck(stores, signer);
    }

    /** What is not as it was written, of all entries that count; empty when all is well. */
    public List<Finding> findings(List<HistoryEntry> entries) {
        List<Finding> findings = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            DecisionRef decision = entry.entry().decision();
            if (entry.valid() && !decision.isNone()) {
                check("decision of entry " + entry.number() + " (run " + decision.run() + ")", decision, findings);
            }
        }
        return findings;
    }

    private void check(String subject, DecisionRef decision, List<Finding> findings) {
        try {
            RunRecord run = stores.tracking().run(decision.run());
            if (!run.active()) {
                findings.add(new Finding(Kind.MISSING, subject, "the run was deleted; it can be restored"));
                return;
            }
            try (KeptDecision kept = KeptDecision.ofRun(stores, decision.run())) {
                check(subject, decision, kept, findings);
            }
        } catch (UnavailableException | MisconfiguredException e) {
            // Who may not read it, or cannot reach it, has found nothing.
            throw e;
        } catch (NotFoundException e) {
            findings.add(new Finding(Kind.MISSING, subject, String.valueOf(e.getMessage())));
        } catch (RatchetException e) {
            findings.add(new Finding(Kind.TAMPERED, subject, String.valueOf(e.getMessage())));
        }
    }

    private void check(String subject, DecisionRef decision, KeptDecision kept, List<Finding> findings) {
        String digest = kept.digest();
        if (!digest.equals(decision.digest())) {
            findings.add(new Finding(
                    Kind.TAMPERED,
                    subject,
                    KeptDecision.RECORD + " has the digest " + digest + ", and the entry names " + decision.digest()));
            return;
        }
        predictions(kept).ifPresent(found -> findings.add(new Finding(found.kind(), subject, found.explanation())));
        PublicKey signer = key;
        if (signer == null) {
            return;
        }
        Optional<String> envelope = kept.envelope();
        if (envelope.isEmpty()) {
            findings.add(new Finding(Kind.MISSING, subject, "it is not signed: there is no " + DecisionSignature.NAME));
            return;
        }
        DecisionSignature.Check check =
                DecisionSignature.verify(envelope.get(), kept.text().getBytes(StandardCharsets.UTF_8), signer);
        if (!check.isValid()) {
            findings.add(new Finding(
                    Kind.TAMPERED, subject, "its signature is " + check.kind() + ": " + check.explanation()));
        }
    }

    /** Of predictions the digests are in the record, whose own digest is right. */
    private static Optional<Finding> predictions(KeptDecision kept) {
        if (kept.leavesPredictionsOut()) {
            return Optional.empty();
        }
        if (!kept.hasPredictions()) {
            return Optional.of(new Finding(Kind.MISSING, "", "there is no " + PredictionsFile.NAME));
        }
        Map<?, ?> said = kept.json().get("predictions") instanceof Map<?, ?> map ? map : Map.of();
        Evidence read;
        try {
            read = kept.evidence().build();
        } catch (RatchetException e) {
            return Optional.of(
                    new Finding(Kind.TAMPERED, "", PredictionsFile.NAME + " cannot be read: " + e.getMessage()));
        }
        boolean same = Outputs.of(read.candidate()).digest().equals(said.get("candidate"))
                && read.champion()
                        .map(champion -> Outputs.of(champion).digest().equals(said.get("champion")))
                        .orElse(said.get("champion") == null);
        return same
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.TAMPERED,
                        "",
                        PredictionsFile.NAME + " holds other predictions than the record was made by"));
    }
}
