/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.Inspection;
import dev.ratchet.cli.internal.text.Texts;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the local store can be written, and for how long. */
final class StoreChecks {

    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 50L << 20;

    private StoreChecks() {}

    static List<Finding> of(Inspection inspection) {
        Path store = inspection.directory();
        Path there = nearest(store);
        List<Finding> findings = new ArrayList<>();
        findings.add(writable(store, there));
        try {
            findings.add(space(there, Files.getFileStore(there).getUsableSpace()));
        } catch (IOException e) {
            findings.add(Finding.warning(
                    "store.space",
                    "The free space at '" + there + "' is not known: " + e.getMessage(),
                    "A full disk loses values.",
                    "df -h '" + there + "'"));
        }
        return findings;
    }

    private static Path nearest(Path store) {
        Path there = store;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static Finding writable(Path store, Path there) {
        try {
            if (!Files.isDirectory(there)) {
                throw new FileSystemException(there.toString(), null, "it is not a directory");
            }
            if (!there.equals(store)) {
                if (!Files.isWritable(there)) {
                    throw new FileSystemException(there.toString(), null, "no permission to write there");
                }
                return Finding.ok("store", "The local store '" + store + "' is not there yet; the first run makes it.");
            }
            Files.delete(Files.createTempFile(there, ".doctor-", ".tmp"));
            return Finding.ok("store", "The local store '" + store + "' can be written.");
        } catch (IOException e) {
            return Finding.problem(
                    "store",
                    "The local store '" + store + "' cannot be written (" + reason(e) + ").",
                    "No run can begin: every value is written there first.",
                    "export RATCHET_HOME=<a directory that you may write>, or: chmod u+rwx '" + there + "'");
        }
    }

    private static String reason(IOException e) {
        String words = e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(e.getMessage());
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + words;
    }

    static Finding space(Path there, long free) {
        String what = Texts.bytes(free) + " are free at '" + there + "'.";
        String why = "What cannot be written is lost, and the run says so.";
        if (free < TOO_LITTLE) {
            return Finding.problem("store.space", what, why, "Free space, or: export RATCHET_HOME=<on another disk>");
        }
        return free < LITTLE
                ? Finding.warning("store.space", what, why, "Free space, or: export RATCHET_HOME=<on another disk>")
                : Finding.ok("store.space", what);
    }
}
