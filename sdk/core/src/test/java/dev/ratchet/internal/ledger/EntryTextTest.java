/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.LedgerEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntryTextTest {

    private static final LedgerEntry ENTRY = EntriesForTests.entry(0, EntryText.chainOf("l"), 0, "champion", 1);

    @Test
    void text_isCanonical_andReadBack() {
        String text = EntryText.write(ENTRY);

        assertThat(text)
                .isEqualTo(
                        "{\"actor\":{\"known\":\"claimed\",\"name\":\"ci\"},\"alias\":\"champion\",\"chain\":"
                                + "\"acac86c0e609ca906f632b0e2dacccb2b77d22b0621f20ebece1a4835b93f6f0\","
                                + "\"clientTime\":\"2026-11-21T10:00:00Z\","
                                + "\"decision\":{\"digest\":\"abc\",\"run\":\"decision\"},\"follows\":0,\"format\":1,"
                                + "\"id\":\"id-1\",\"kind\":\"PROMOTE\",\"ledger\":\"l\",\"reason\":\"é \\\"better\\\"\","
                                + "\"seen\":0,\"to\":{\"created\":101,\"packageDigest\":\"digest\",\"run\":\"run\",\"version\":1}}");
        assertThat(EntryText.read(text)).isEqualTo(ENTRY);
    }

    @Test
    void chain_isSha256_ofTheBytes() {
        // printf l | sha256sum, and (printf l | sha256sum | xxd -r -p; printf '{}') | sha256sum
        String first = EntryText.chainOf("l");

        assertThat(first).isEqualTo("acac86c0e609ca906f632b0e2dacccb2b77d22b0621f20ebece1a4835b93f6f0");
        assertThat(EntryText.chainOf(first, "{}"))
                .isEqualTo("f1144399e17aad36141402819217f9caa9eafd94f6bd07e447b67585ce233895");
    }

    @Test
    void otherTexts_areRefused_withTheReason() {
        String text = EntryText.write(ENTRY);

        assertThatThrownBy(() -> EntryText.read("nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryText.read(text.replace("\"format\":1", "\"format\":2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 2, and this release of Ratchet reads 1");
        assertThatThrownBy(() -> EntryText.read(text.replace("\"seen\":0", "\"seen\":\"0\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'seen' is not a whole number");
        assertThatThrownBy(() -> EntryText.read(text.replace(",", ", ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("canonical");
    }
}
