/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.ledger.HistoryEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a promotion. Immutable.
 *
 * @param decision what was decided, and why
 * @param run the id of the run that keeps the decision; empty when nothing was written
 * @param entry the ledger's entry by which the candidate became champion; empty when it did not
 * @param notes how values were read where nobody said it, such as which class was taken as the positive one
 */
public record PromotionResult(
        PromotionDecision decision, Optional<String> run, Optional<HistoryEntry> entry, List<String> notes) {

    /** Copies the notes. */
    public PromotionResult {
        notes = List.copyOf(notes);
    }

    /** Whether the candidate is champion now. */
    public boolean isPromoted() {
        return entry.isPresent();
    }

    /** The result for people: what was decided, then what was done. */
    public String summary() {
        String done = entry.map(made -> "entry " + made.number() + ": " + made.summary())
                .orElse(run.isEmpty() ? "nothing was written" : "nothing was moved");
        List<String> lines = new ArrayList<>();
        lines.add(decision.summary());
        notes.forEach(note -> lines.add("  note: " + note));
        lines.add("  " + done + run.map(id -> "; decision run " + id).orElse(""));
        return String.join("\n", lines);
    }
}
