/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/**
 * A file or folder below an artifact root.
 *
 * @param path from the root, with {@code /}
 * @param directory whether it is a folder
 * @param size bytes, 0 for folders
 */
public record ArtifactRecord(String path, boolean directory, long size) {}
