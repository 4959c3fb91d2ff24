/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import java.util.Optional;

/**
 * Who is champion, and whether that can be relied on.
 *
 * @param model the registered model
 * @param alias the alias
 * @param state how ledger and alias stand to each other
 * @param version the champion by the ledger; empty where there is none, and always when the state is {@link
 *     ChampionState#DAMAGED} or {@link ChampionState#MOVED_BY_HAND}
 * @param head the entry that says so; empty as {@code version}, and where nothing was promoted yet
 * @param explanation in words, with what to do
 */
public record Champion(
        String model,
        String alias,
        ChampionState state,
        Optional<VersionRef> version,
        Optional<HistoryEntry> head,
        String explanation) {}
