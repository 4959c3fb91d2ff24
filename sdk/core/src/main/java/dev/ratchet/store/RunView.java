/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/** Which runs are looked at. */
public enum RunView {
    /** Runs that are not deleted. */
    ACTIVE,
    /** Deleted runs. */
    DELETED,
    /** Both. */
    ALL
}
