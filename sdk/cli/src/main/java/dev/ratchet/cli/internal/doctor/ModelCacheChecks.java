/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.Inspection;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.ModelCache;
import dev.ratchet.RatchetException;
import dev.ratchet.cli.internal.text.Texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where downloaded models are kept, how many, and whether that works. */
final class ModelCacheChecks {

    private static final String ID = "models.cache";

    private ModelCacheChecks() {}

    static List<Finding> of(Inspection inspection) {
        Optional<ModelCache> cache;
        try {
            cache = inspection.modelCache();
        } catch (MisconfiguredException e) {
            return List.of(Finding.problem(
                    ID,
                    String.valueOf(e.getMessage()),
                    "Programs that open Ratchet with this setting end with this error.",
                    "Correct the setting that is named, then: ratchet doctor"));
        }
        return List.of(cache.map(ModelCacheChecks::of)
                .orElseGet(() -> Finding.info(
                        ID,
                        "The cache of downloaded models is switched off.",
                        "Each load from a server downloads the whole model.",
                        "unset RATCHET_MODEL_CACHE")));
    }

    private static Finding of(ModelCache cache) {
        Path directory = cache.directory();
        try {
            Optional<String> reason = notWritable(directory);
            if (reason.isPresent()) {
                return cannotBeUsed(directory, reason.get());
            }
            ModelCache.Contents contents = cache.contents();
            return Finding.ok(
                    ID,
                    "The cache of downloaded models '" + directory + "' has " + Texts.count(contents.models(), "model")
                            + ", " + Texts.bytes(contents.bytes()) + " of at most " + Texts.bytes(cache.limit()) + ".");
        } catch (IOException | RatchetException e) {
            return cannotBeUsed(directory, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> notWritable(Path directory) throws IOException {
        Path there = directory;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            return Optional.of("'" + there + "' is not a directory");
        }
        if (!there.equals(directory)) {
            return Files.isWritable(there)
                    ? Optional.empty()
                    : Optional.of("no permission to write in '" + there + "'");
        }
        Files.delete(Files.createTempFile(there, ".doctor-", ".tmp"));
        return Optional.empty();
    }

    private static Finding cannotBeUsed(Path directory, String reason) {
        return Finding.warning(
                ID,
                "The cache of downloaded models '" + directory + "' cannot be used: " + reason + ".",
                "Each load from a server downloads the whole model.",
                "export RATCHET_MODEL_CACHE=<a directory that you may write, or none>");
    }
}
