/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

/**
 * A tag outside of the ledger that says which entry once was its head, so that a ledger cannot be cut or rewritten
 * unseen.
 *
 * @param ledger the ledger's id
 * @param alias the alias whose head it was
 * @param number the entry
 * @param chain the hash of everything up to there
 * @param where where the tag is, for people
 */
public record HeadAnchor(String ledger, String alias, int number, String chain, String where) {}
