/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads and writes policies as text, so that the policy itself knows nothing of YAML.
 */
@NullMarked
package dev.ratchet.promotion.internal.policy;

import org.jspecify.annotations.NullMarked;
