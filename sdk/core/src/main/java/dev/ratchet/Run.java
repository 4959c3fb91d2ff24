/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

/** To be filled. */
public final class Run {
    /** x. */
    public void complete() {}
}
