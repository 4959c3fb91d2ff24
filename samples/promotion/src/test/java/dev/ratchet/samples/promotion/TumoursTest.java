/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.promotion;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TumoursTest {

    @TempDir
    Path store;

    @Test
    void verdicts_followFromWhatTheModelsAre_andTheHistoryIsPrinted() throws Exception {
        try (Ratchet ratchet =
                Ratchet.builder().environment(Map.of()).store(store).localOnly().open()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<PromotionResult> results = Tumours.run(ratchet, new PrintStream(out, true, StandardCharsets.UTF_8));
            String printed = out.toString(StandardCharsets.UTF_8);

            assertThat(results)
                    .extracting(result -> result.decision().verdict())
                    .as(printed)
                    .containsExactly(Verdict.PROMOTE, Verdict.HOLD, Verdict.REJECT, Verdict.PROMOTE);
            assertThat(printed)
                    .contains(
                            "entry 1  version 1 became champion by GENESIS of sample",
                            "entry 2  version 4 became champion by PROMOTE of sample",
                            "entry 3  version 1 became champion by ROLLBACK of sample (claimed): to show the way back",
                            "test set: used for 3 decisions before");
            assertThat(Champions.of(ratchet)
                            .champion(Tumours.MODEL, "champion")
                            .version()
                            .map(VersionRef::version))
                    .contains(1);
        }
    }
}
