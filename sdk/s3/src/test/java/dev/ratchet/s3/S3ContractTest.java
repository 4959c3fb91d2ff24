/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.testing.contract.ArtifactStoreContract;

import java.util.Map;
import java.util.UUID;

class S3ContractTest extends ArtifactStoreContract {

    private static final ArtifactStore STORE = S3Mock.open(S3Mock.shared().uri(), Map.of());

    @Override
    protected ArtifactStore store() {
        return STORE;
    }

    @Override
    protected String root() {
        return "s3://" + S3Mock.BUCKET + "/contract/1/" + UUID.randomUUID() + "/artifacts";
    }
}
