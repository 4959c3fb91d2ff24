/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.rule.Identity;

import java.time.Instant;

/**
 * Somebody agreed to a promotion.
 *
 * @param person who
 * @param identity how sure that is
 * @param at when
 */
public record Approval(String person, Identity identity, Instant at) {}
