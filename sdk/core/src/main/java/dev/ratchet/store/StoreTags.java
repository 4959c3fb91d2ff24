/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/** The tags that carry Ratchet's keys: what was created under a key can be found again by it. */
public final class StoreTags {

    /** On a run: its key. */
    public static final String RUN_KEY = "ratchet.run.key";

    /** On a logged model: its key. */
    public static final String MODEL_KEY = "ratchet.model.key";

    /** On a model version: its key. */
    public static final String VERSION_KEY = "ratchet.version.key";

    /** On a logged model and a model version: the digest of the package. */
    public static final String PACKAGE_DIGEST = "ratchet.package.digest";

    private StoreTags() {}
}
