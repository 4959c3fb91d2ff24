/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the official client's API on our transport, as a user of that client calls it. */
@NullMarked
package dev.ratchet.mlflow.client;

import org.jspecify.annotations.NullMarked;
