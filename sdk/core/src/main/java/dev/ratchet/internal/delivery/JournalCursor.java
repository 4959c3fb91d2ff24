/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.journal.JournalReader;
import dev.ratchet.internal.local.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what a lane has not delivered yet of all journals of a run, one writer after the other. */
final class JournalCursor {

    /** Takes an entry and where it ends; false stops the reading before the next one. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(String writer, Entry entry, long end);
    }

    private static final Logger LOG = LoggerFactory.getLogger(JournalCursor.class);

    private JournalCursor() {}

    /** Visits entries from where the lane is; true when all journals were read to their ends. */
    static boolean read(RunFolder folder, Acknowledged acknowledged, Acknowledged.Lane lane, Visitor visitor) {
        for (Path journal : folder.journals()) {
            String writer = RunFolder.writerOf(journal);
            long from = acknowledged.offset(lane, writer);
            try {
                if (JournalReader.length(journal) > from && !visit(journal, writer, from, visitor)) {
                    return false;
                }
            } catch (NoSuchFileException e) {
                // Removed since it was listed, so it was delivered.
                LOG.debug("'{}' is gone.", journal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    private static boolean visit(Path journal, String writer, long from, Visitor visitor) throws IOException {
        try (JournalReader reader = new JournalReader(journal, from)) {
            for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                if (!visitor.visit(writer, entry, reader.position())) {
                    return false;
                }
            }
        }
        return true;
    }
}
