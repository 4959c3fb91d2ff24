/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The doors to a store of runs, artifacts and models: small blocking interfaces that the local store and every
 * tracking server implement, found by {@link java.util.ServiceLoader} through {@link dev.ratchet.store.StoreProvider}.
 */
@NullMarked
package dev.ratchet.store;

import org.jspecify.annotations.NullMarked;
