/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import dev.ratchet.model.ModelInput;

/** Named, typed columns with an identity. Immutable; safe to read from several threads. */
public interface Dataset extends ModelInput {

    /**
     * Who this data is. Computed on first use and remembered; the first call may read every row.
     */
    DatasetIdentity identity();
}
