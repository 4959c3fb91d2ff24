/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.DamagedLedgerContract;
import dev.ratchet.testing.contract.LedgerByHand;
import dev.ratchet.testing.contract.TamperedLedgerContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LocalStoreDamagedLedgerContractTest {

    @RegisterExtension
    static final LocalStore STORE = new LocalStore();

    private static final LedgerByHand BY_HAND = new ByHand();

    @Nested
    class Damaged extends DamagedLedgerContract {
        @Override
        protected LedgerByHand byHand() {
            return BY_HAND;
        }
    }

    @Nested
    class Tampered extends TamperedLedgerContract {
        @Override
        protected LedgerByHand byHand() {
            return BY_HAND;
        }
    }

    private static final class ByHand implements LedgerByHand {

        @Override
        public Stores stores() {
            return STORE.stores();
        }

        private static Path ledger(String model) {
            return STORE.directory().resolve("ledgers").resolve(model);
        }

        @Override
        public void deleteEntry(String model, int number) {
            try {
                Files.delete(ledger(model).resolve(number + ".json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void editEntry(String model, int number, String text) {
            Path file = ledger(model).resolve(number + ".json");
            try {
                String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                String edited = Files.readString(file)
                        .replaceFirst(
                                "\"ratchet.ledger.entry\" : \".*\"",
                                "\"ratchet.ledger.entry\" : " + java.util.regex.Matcher.quoteReplacement(quoted));
                Files.writeString(file, edited);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void deleteLedger(String model) {
            Directories.delete(ledger(model));
        }
    }
}
