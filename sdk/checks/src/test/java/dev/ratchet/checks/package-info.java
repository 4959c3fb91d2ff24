/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rules about the whole project that no module can check alone: its architecture, its build, its documentation. */
@NullMarked
package dev.ratchet.checks;

import org.jspecify.annotations.NullMarked;
