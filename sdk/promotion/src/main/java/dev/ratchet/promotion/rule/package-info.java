/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a policy can demand, as immutable values. They are apart from the policy because each kind is a closed choice that
 * code of other modules may want to look into.
 */
@NullMarked
package dev.ratchet.promotion.rule;

import org.jspecify.annotations.NullMarked;
