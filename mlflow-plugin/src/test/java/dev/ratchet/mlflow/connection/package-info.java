/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Ways to a real server: through proxies, gates and TLS as they stand before servers in companies. */
@NullMarked
package dev.ratchet.mlflow.connection;

import org.jspecify.annotations.NullMarked;
