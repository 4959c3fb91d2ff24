/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The official client's calls on our transport; nothing outside it needs that client's jar. */
@NullMarked
package dev.ratchet.mlflow.internal.client;

import org.jspecify.annotations.NullMarked;
