/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerReport.Finding;
import dev.ratchet.ledger.LedgerReport.Kind;
import dev.ratchet.promotion.PastCandidate.Source;
import dev.ratchet.promotion.record.DecisionCheck;
import dev.ratchet.promotion.record.KeptDecision;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a promotion leaves: computed again, checked, and judged by other policies. */
class KeptDecisionTest {

    @TempDir
    Path folder;

    private PromoteFixture fixture;
    private Stores stores;

    @BeforeEach
    void open() throws IOException {
        fixture = PromoteFixture.in(folder);
        stores = fixture.ratchet.stores();
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String promoted() {
        return fixture.promotion()
                .promote(2, PromoteFixture.policy().build(), fixture.rows)
                .run()
                .orElseThrow();
    }

    private void put(String run, String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("put"), bytes);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        stores.artifacts().upload(stores.tracking().run(run).artifactRoot(), name, file, sha256);
    }

    private byte[] get(String run, String name) throws IOException {
        Path file = folder.resolve("got");
        stores.artifacts().download(stores.tracking().run(run).artifactRoot(), name, file);
        return Files.readAllBytes(file);
    }

    private List<HistoryEntry> entries() {
        return fixture.champions().history("churn").entries();
    }

    private List<Finding> findings() {
        return DecisionCheck.of(stores).findings(entries());
    }

    @Test
    void replay_ofARun_isTheSame_andNamesAnEditedRecord() throws Exception {
        String run = promoted();

        try (KeptDecision kept = KeptDecision.ofRun(stores, run)) {
            assertThat(kept.replay().differences()).isEmpty();
            assertThat(kept.candidate()).hasValue(2);
            assertThat(kept.champion()).hasValue(1);
        }
        put(
                run,
                "decision.json",
                new String(get(run, "decision.json"), StandardCharsets.UTF_8)
                        .replace("PROMOTE", "REJECT")
                        .getBytes(StandardCharsets.UTF_8));
        try (KeptDecision kept = KeptDecision.ofRun(stores, run)) {
            assertThat(kept.replay().differences())
                    .anyMatch(line -> line.startsWith("/verdict was REJECT and is PROMOTE"))
                    .anyMatch(line -> line.startsWith("the run says that the record has the digest"));
        }
    }

    @Test
    void replay_ofADecisionWhosePolicyLeavesPredictionsOut_saysWhyItCannot() {
        PromotionPolicy policy = PromoteFixture.policy()
                .predictions(PromotionPolicy.Predicted.LEAVE_OUT)
                .build();
        String run = fixture.promotion().promote(2, policy, fixture.rows).run().orElseThrow();

        try (KeptDecision kept = KeptDecision.ofRun(stores, run)) {
            assertThatThrownBy(kept::replay)
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("its policy says 'predictions: leave-out'");
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void rescore_loadsBothModels_andTellsTheLargestDifference() throws Exception {
        String run = promoted();

        try (KeptDecision kept = KeptDecision.ofRun(stores, run)) {
            Rescored rescored = fixture.promotion().rescore(kept, fixture.rows);
            assertThat(rescored.isSame()).as(rescored.toString()).isTrue();
            assertThat(rescored.rows()).isEqualTo(fixture.rows.rowCount());
            assertThat(rescored.champion()).isZero();
            try (Table others = PromoteFixture.table(folder, 10, 3)) {
                assertThatThrownBy(() -> fixture.promotion().rescore(kept, others))
                        .hasMessageContaining("not the rows of the decision");
            }
        }
    }

    @Test
    void check_ofWhatIsAsWritten_findsNothing() {
        promoted();

        assertThat(findings()).isEmpty();
    }

    @Test
    void editedRecord_isTampered() throws Exception {
        String run = promoted();
        put(
                run,
                "decision.json",
                new String(get(run, "decision.json"), StandardCharsets.UTF_8)
                        .replace("PROMOTE", "REJECT")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.TAMPERED);
            assertThat(found.subject()).contains("decision of entry 2", run);
            assertThat(found.explanation()).contains("decision.json has the digest", "the entry names");
        });
        put(run, "decision.json", "no json".getBytes(StandardCharsets.UTF_8));
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.TAMPERED);
    }

    @Test
    void otherPredictions_areTampered() throws Exception {
        String run = promoted();
        fixture.register(PromoteFixture.WORSE);
        String other = fixture.promotion()
                .promote(3, PromoteFixture.policy().build(), fixture.rows)
                .run()
                .orElseThrow();
        put(run, "predictions.parquet", get(other, "predictions.parquet"));

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.TAMPERED);
            assertThat(found.explanation()).contains("predictions.parquet holds other predictions");
        });
    }

    @Test
    void deletedDecisionRun_isMissing_andTheChampionStays() {
        String run = promoted();
        stores.tracking().deleteRun(run);

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.MISSING);
            assertThat(found.explanation()).contains("the run was deleted");
        });
        assertThat(fixture.championNumber()).contains(2);
        assertThat(fixture.champions().verify("churn").isSound()).isTrue();
    }

    @Test
    void signedDecision_passesWithItsKey_andFailsWithAnother_orUnsigned() throws Exception {
        KeyPair own = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        fixture.promotion()
                .signedBy(own.getPrivate())
                .promote(2, PromoteFixture.policy().build(), fixture.rows);

        assertThat(DecisionCheck.of(stores).signedBy(own.getPublic()).findings(entries()))
                .isEmpty();
        assertThat(DecisionCheck.of(stores).signedBy(other.getPublic()).findings(entries()))
                .singleElement()
                .satisfies(found -> assertThat(found.explanation()).contains("its signature is WRONG_KEY"));
        fixture.register(PromoteFixture.CHAMPION);
        fixture.champions().rollback("churn", "champion", Actor.claimed("ann"), "back");
        fixture.promotion().promote(2, PromoteFixture.policy().build(), fixture.rows);
        assertThat(DecisionCheck.of(stores).signedBy(own.getPublic()).findings(entries()))
                .singleElement()
                .satisfies(found -> assertThat(found.explanation()).contains("it is not signed"));
    }

    @Test
    void backTest_judgesByKeptPredictions_elseByLoading_and() throws IOException {
        promoted();
        fixture.register(PromoteFixture.WORSE);
        PromotionPolicy strict = PromoteFixture.policy()
                .slice(SliceRule.of("site", "accuracy_score", Margin.absolute(0.2)))
                .build();

        List<PastCandidate> kept = fixture.promotion().backTest(PromoteFixture.guarded(), List.of(), null);
        assertThat(kept).extracting(PastCandidate::version).containsExactly(1, 2, 3);
        assertThat(kept).extracting(PastCandidate::source).containsExactly(Source.NONE, Source.KEPT, Source.NONE);
        assertThat(kept.get(1).then()).contains(Verdict.PROMOTE);
        assertThat(kept.get(1).decision().orElseThrow().verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(kept.get(2).explanation()).contains("no decision about it was kept", "with rows it could be loaded");

        List<PastCandidate> loaded = fixture.promotion().backTest(strict, List.of(2, 3, 7), fixture.rows);
        assertThat(loaded).extracting(PastCandidate::source).containsExactly(Source.LOADED, Source.LOADED, Source.NONE);
        assertThat(loaded.get(0).champion()).hasValue(1);
        assertThat(loaded.get(0).decision().orElseThrow().verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(loaded.get(1).champion()).hasValue(2);
        assertThat(loaded.get(1).decision().orElseThrow().verdict()).isNotEqualTo(Verdict.PROMOTE);
        assertThat(loaded.get(2).explanation()).contains("there is no such version");
        assertThat(fixture.decisions()).hasSize(1);
        assertThat(fixture.championNumber()).contains(2);
    }
}
