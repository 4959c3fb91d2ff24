/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.ledger.LedgerReport.Finding;
import dev.ratchet.ledger.LedgerReport.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What verification says of a champion whose files are no longer those that were promoted. */
class ChangedPackageTest {

    @TempDir
    Path folder;

    private PromoteFixture fixture;

    @BeforeEach
    void promote() throws IOException {
        fixture = PromoteFixture.in(folder);
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
        fixture.promotion().promote(2, PromoteFixture.policy().build(), fixture.rows);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Path files(int version) {
        return Path.of(URI.create(fixture.ratchet
                .stores()
                .registry()
                .version(PromoteFixture.MODEL, version)
                .artifactRoot()));
    }

    private List<Finding> findings() {
        return fixture.champions().verify(PromoteFixture.MODEL).findings();
    }

    @Test
    void fileThatIsGone_isMissing() throws IOException {
        Files.delete(files(2).resolve("weights.txt"));

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.MISSING);
            assertThat(found.explanation()).endsWith("was promoted: 'weights.txt' is missing");
        });
    }

    @Test
    void fileThatIsGone_withAnotherListOfFiles_isTampered() throws IOException {
        Files.copy(files(1).resolve("MLmodel"), files(2).resolve("MLmodel"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(files(2).resolve("weights.txt"));

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.TAMPERED);
            assertThat(found.explanation()).contains("was promoted: 'MLmodel' says ", ", 'weights.txt' is missing");
        });
    }

    @Test
    void wholePackageOfAnotherModel_isTampered() throws IOException {
        for (String name : List.of("MLmodel", "weights.txt")) {
            Files.copy(files(1).resolve(name), files(2).resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.TAMPERED);
            assertThat(found.explanation()).contains("was promoted: 'MLmodel' says ");
        });
    }
}
