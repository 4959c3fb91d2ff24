/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.store.ArtifactRecord;

/** An entry of MLflow's lists of files, of which there are several calls. */
final class ListedFile {

    private ListedFile() {}

    /**
     * The file or folder of an entry. Some calls give the path from the root on, others from elsewhere: the last name counts.
     *
     * @param folder what was listed, from the root on; {@code ""} for the root
     */
    static ArtifactRecord record(JsonNode entry, String folder) {
        String path = Fields.text(entry, "path");
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean directory = entry.path("is_dir").asBoolean(false);
        return new ArtifactRecord(
                folder.isEmpty() ? name : folder + "/" + name,
                directory,
                directory ? 0 : Fields.number(entry, "file_size"));
    }
}
