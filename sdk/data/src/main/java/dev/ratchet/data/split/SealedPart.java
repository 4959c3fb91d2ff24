/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;
import dev.ratchet.dataset.DatasetDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a split that judge the final model. Known by their digest; whoever wants them opens the part, and that is
 * written down before the rows are handed out. Safe to share.
 *
 * <pre>{@code
 * try (Table test = split.test().open(ratchet, Purpose.of("final evaluation").finalModel("breast-cancer/3"))) {
 *     ...
 * }
 * }</pre>
 */
public final class SealedPart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SealedPart.class);

    private final Table rows;
    private final DatasetDigest digest;

    private SealedPart(Table rows, DatasetDigest digest) {
        this.rows = rows;
        this.digest = digest;
    }

    /** Takes over the table. */
    static SealedPart seal(Table rows) {
        return new SealedPart(rows, rows.digestOfRowsInAnyOrder());
    }

    /** The digest of the rows in any order. */
    public DatasetDigest digest() {
        return digest;
    }

    /** How many rows there are. */
    public int rowCount() {
        return rows.rowCount();
    }

    /** The columns. */
    public TableSchema schema() {
        return rows.schema();
    }

    /** Opens the part for a purpose in a few words; the same as {@code open(ratchet, Purpose.of(purpose))}. */
    public Table open(Ratchet ratchet, String purpose) {
        return open(ratchet, Purpose.of(purpose));
    }

    /**
     * Opens the part; the opening is written into the local store and logged to the run of this thread, if there is one.
     */
    public Table open(Ratchet ratchet, Purpose purpose) {
        return open(TestOpenings.of(ratchet), purpose);
    }

    /** Opens the part for a run, which may be another than that of this thread. */
    public Table open(Ratchet ratchet, Run run, Purpose purpose) {
        return open(TestOpenings.of(ratchet), purpose.run(run.id()), run);
    }

    /**
     * Opens the part: writes the opening down, warns in the log where it should not be, and hands out the rows.
     *
     * @return the rows, which the caller closes
     * @throws dev.ratchet.RatchetException when the opening cannot be written; the part then stays sealed
     */
    public Table open(TestOpenings openings, Purpose purpose) {
        Run current = Run.current().orElse(null);
        return current == null
                        || purpose.run().filter(id -> !id.equals(current.id())).isPresent()
                ? open(openings, purpose, null)
                : open(openings, purpose.run(current.id()), current);
    }

    private Table open(TestOpenings openings, Purpose purpose, @Nullable Run run) {
        Table opened = rows.withName(rows.name());
        try {
            Opening opening = openings.add(digest, purpose);
            if (!opening.warnings().isEmpty()) {
                LOG.warn(
                        "The test part of '{}' is opened for '{}': {}. Figures on it are worth less than they look.",
                        rows.name(),
                        purpose,
                        opening.warnings());
            }
            if (run != null) {
                opening.logTo(run);
                run.logInput(opened, "test");
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The rows for checks within this package, which show none of them. */
    Table unopened() {
        return rows;
    }

    /** Frees the memory; tables that were handed out stay. Idempotent. */
    @Override
    public void close() {
        rows.close();
    }

    /** Digest and number of rows. */
    @Override
    public String toString() {
        return "sealed test part, " + rowCount() + " rows, " + digest;
    }
}
