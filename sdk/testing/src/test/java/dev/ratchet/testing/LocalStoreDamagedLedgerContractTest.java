/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.DamagedLedgerContract;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LocalStoreDamagedLedgerContractTest extends DamagedLedgerContract {

    @RegisterExtension
    static final LocalStore STORE = new LocalStore();

    @Override
    protected Stores stores() {
        return STORE.stores();
    }

    private static Path ledger(String model) {
        return STORE.directory().resolve("ledgers").resolve(model);
    }

    @Override
    protected void deleteEntry(String ofModel, int number) {
        try {
            Files.delete(ledger(ofModel).resolve(number + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void editEntry(String ofModel, int number, String text) {
        Path file = ledger(ofModel).resolve(number + ".json");
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
    protected void deleteLedger(String ofModel) {
        Directories.delete(ledger(ofModel));
    }
}
