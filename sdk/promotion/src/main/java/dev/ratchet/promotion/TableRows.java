/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.Opening;
import dev.ratchet.data.split.TestOpenings;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.Evidence.TestPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** What tables and their openings tell of rows. Loaded only where {@code ratchet-data} is on the class path. */
final class TableRows {

    private static final Logger LOG = LoggerFactory.getLogger(TableRows.class);

    private TableRows() {}

    /** The digest of the rows in any order; empty where a column cannot be digested or Arrow is not ready. */
    static Optional<DatasetDigest> multiset(ModelInput rows) {
        if (rows instanceof Table table) {
            return Optional.of(table.digestOfRowsInAnyOrder());
        }
        try (Table copy = Tables.of("rows", rows)) {
            return Optional.of(copy.digestOfRowsInAnyOrder());
        } catch (RatchetException e) {
            LOG.warn("Uses of this test data cannot be counted: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Whether the rows are a test part that was opened to judge versions of this model and for nothing else; empty where
     * no opening of them is on record.
     */
    static Optional<TestPart> part(Ratchet ratchet, DatasetDigest multiset, String model, String packageDigest) {
        List<Opening> openings = TestOpenings.of(ratchet).openings(multiset);
        if (openings.isEmpty()) {
            return Optional.empty();
        }
        boolean forThis = openings.stream()
                .allMatch(opening -> opening.purpose()
                        .finalModel()
                        .filter(name ->
                                name.equals(model) || name.startsWith(model + "/") || name.equals(packageDigest))
                        .isPresent());
        return Optional.of(forThis ? TestPart.SEALED : TestPart.OPEN);
    }
}
