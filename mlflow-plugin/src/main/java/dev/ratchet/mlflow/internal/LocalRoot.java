/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.MisconfiguredException;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An artifact root that is a folder of the server's machine, mostly {@code <location>/<experiment>/<run>/artifacts}.
 *
 * @param address what the server names
 * @param folder where that would be on this machine
 * @param location the folder that is there already when it is this machine's: whoever started the server made it
 */
record LocalRoot(String address, Path folder, Path location) {

    static final String REMEDY =
            "If it is this machine's, create it with rights for this process; else start the server"
                    + " with --serve-artifacts and --artifacts-destination: experiments that are made from then on have addresses"
                    + " that it passes on.";

    private static final String ARTIFACTS = "artifacts";
    private static final String MODELS = "models";

    static LocalRoot of(String address) {
        Path folder;
        try {
            folder = address.startsWith("file:") ? Path.of(URI.create(address.replace(" ", "%20"))) : Path.of(address);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw elsewhere(address, "is no path that this system knows");
        }
        if (!folder.isAbsolute()) {
            throw elsewhere(address, "is relative to the folder in which the server was started");
        }
        Path normal = folder.normalize();
        return new LocalRoot(address, normal, location(normal));
    }

    /** What stands above what MLflow makes for each experiment, run and model. */
    private static Path location(Path folder) {
        int made = 1;
        if (folder.endsWith(ARTIFACTS)) {
            int names = folder.getNameCount();
            made = names > 2 && folder.getName(names - 3).toString().equals(MODELS) ? 4 : 3;
        }
        Path location = folder;
        for (int i = 0; i < made && location.getParent() != null; i++) {
            location = location.getParent();
        }
        return location;
    }

    /** The folder, which may not have been made yet, where its location is on this machine. */
    Path existing() {
        if (!Files.isDirectory(folder) && !Files.isDirectory(location)) {
            throw elsewhere(address, "and '" + location + "' is not on this machine");
        }
        return folder;
    }

    private static MisconfiguredException elsewhere(String address, String why) {
        return new MisconfiguredException(
                "The artifacts at '" + address + "' are a folder of the server's machine, " + why + ". " + REMEDY);
    }
}
