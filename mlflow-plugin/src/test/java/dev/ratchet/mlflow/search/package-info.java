/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The same searches on the local store and on a real server, because they must find the same runs in the same order. */
@NullMarked
package dev.ratchet.mlflow.search;

import org.jspecify.annotations.NullMarked;
