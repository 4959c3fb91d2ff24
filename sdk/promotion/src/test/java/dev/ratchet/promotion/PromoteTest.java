/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.ModelVersion;
import dev.ratchet.RunStatus;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.promotion.record.Approvals;
import dev.ratchet.promotion.record.DecisionSignature;
import dev.ratchet.promotion.record.LatenciesFile;
import dev.ratchet.promotion.record.PredictionsFile;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Threshold;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From a version and rows to the ledger. */
class PromoteTest {

    @TempDir
    Path folder;

    private PromoteFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = PromoteFixture.in(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Path download(RunRecord run, String name) {
        Path file = folder.resolve(name);
        fixture.ratchet.stores().artifacts().download(run.artifactRoot(), name, file);
        return file;
    }

    @Test
    void better_isPromoted_andAllIsKept() throws IOException {
        ModelVersion champion = fixture.champion();
        ModelVersion candidate = fixture.register(PromoteFixture.BETTER);
        List<String> said = new ArrayList<>();
        PromotionPolicy policy = PromoteFixture.policy()
                .slice(SliceRule.of("site", "accuracy_score", Margin.absolute(0.2)))
                .build();

        PromotionResult result = fixture.promotion().progress(said::add).promote(candidate, policy, fixture.rows);

        assertThat(result.isPromoted()).as(result.summary()).isTrue();
        assertThat(result.summary())
                .contains("PROMOTE: churn, 600 rows", "entry 2: version 2 became champion by PROMOTE");
        assertThat(fixture.championNumber()).contains(2);
        HistoryEntry entry = result.entry().orElseThrow();
        assertThat(entry.entry().actor()).isEqualTo(Actor.claimed("ann"));
        assertThat(entry.entry().decision().run()).isEqualTo(result.run().orElseThrow());
        assertThat(entry.entry().decision().digest())
                .isEqualTo(result.decision().digest());
        assertThat(said).anyMatch(line -> line.contains("Scoring 600 rows with the champion, version 1"));

        RunRecord run = fixture.ratchet.stores().tracking().run(result.run().orElseThrow());
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.tags())
                .containsEntry("ratchet.decision.verdict", "PROMOTE")
                .containsEntry("ratchet.decision.model", "churn")
                .containsEntry("ratchet.decision.candidate", "2")
                .containsEntry("ratchet.decision.champion", "1")
                .containsEntry("ratchet.decision.digest", result.decision().digest())
                .containsEntry("ratchet.decision.policy", policy.digest())
                .containsEntry("ratchet.decision.outcome", "promoted by entry 2")
                .containsEntry(
                        "ratchet.decision.multiset",
                        fixture.rows.digestOfRowsInAnyOrder().toString());
        assertThat(run.metrics())
                .containsKeys("log_loss_difference", "log_loss_low", "log_loss_high", "champion_log_loss");
        assertThat(run.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.context()).isEqualTo("test"));
        assertThat(fixture.ratchet.stores().artifacts().list(run.artifactRoot(), ""))
                .extracting(ArtifactRecord::path)
                .contains("decision.json", "policy.json", "predictions.parquet", "decision.html", "entry.json");
        assertThat(Promotion.replay(
                                Files.readString(download(run, "decision.json")),
                                PredictionsFile.read(download(run, "predictions.parquet")))
                        .differences())
                .isEmpty();

        VersionRecord now = fixture.ratchet.stores().registry().version("churn", 2);
        assertThat(now.tags())
                .containsEntry("ratchet.decision", run.id())
                .containsEntry("ratchet.decision.verdict", "PROMOTE against version 1");
        assertThat(now.description()).contains("Became champion at", "by decision run " + run.id());
        assertThat(fixture.ratchet
                        .stores()
                        .registry()
                        .version("churn", champion.number().orElseThrow())
                        .tags())
                .hasEntrySatisfying(
                        "ratchet.challenged", told -> assertThat(told).contains("by version 2: PROMOTE"));
    }

    @Test
    void equalOrWorse_movesNothing_andIsKept() {
        fixture.champion();
        fixture.register(PromoteFixture.EQUAL);
        fixture.register(PromoteFixture.WORSE);

        PromotionResult equal = fixture.promotion().promote(2, PromoteFixture.guarded(), fixture.rows);
        PromotionResult worse = fixture.promotion().promote(3, PromoteFixture.guarded(), fixture.rows);

        assertThat(equal.decision().verdict()).as(equal.summary()).isEqualTo(Verdict.HOLD);
        assertThat(worse.decision().verdict()).as(worse.summary()).isEqualTo(Verdict.REJECT);
        assertThat(List.of(equal, worse)).noneMatch(PromotionResult::isPromoted);
        assertThat(worse.summary()).contains("nothing was moved; decision run ");
        assertThat(fixture.championNumber()).contains(1);
        assertThat(fixture.champions().history("churn").entries()).hasSize(1);
        assertThat(fixture.decisions())
                .extracting(run -> run.tags().get("ratchet.decision.outcome"))
                .containsOnly("not promoted");
        assertThat(fixture.ratchet.stores().registry().version("churn", 3).tags())
                .containsEntry("ratchet.decision.verdict", "REJECT against version 1");
    }

    @Test
    void dryRun_decidesTheSame_andWritesNothing() {
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);

        PromotionResult result = fixture.promotion().dryRun().promote(2, PromoteFixture.guarded(), fixture.rows);

        assertThat(result.decision().verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(result.summary()).contains("nothing was written");
        assertThat(result.run()).isEmpty();
        assertThat(fixture.decisions()).isEmpty();
        assertThat(fixture.championNumber()).contains(1);
        assertThat(fixture.ratchet.stores().registry().version("churn", 2).tags())
                .doesNotContainKey("ratchet.decision");
    }

    @Test
    void championMissing_holds_unlessThePolicySaysHow() {
        fixture.register(PromoteFixture.BETTER);

        PromotionResult held = fixture.promotion().promote(1, PromoteFixture.guarded(), fixture.rows);
        PromotionResult first = fixture.promotion().promote(1, PromoteFixture.first(), fixture.rows);

        assertThat(held.decision().verdict()).isEqualTo(Verdict.HOLD);
        assertThat(held.summary()).contains("there is no champion");
        assertThat(first.isPromoted()).as(first.summary()).isTrue();
        assertThat(first.entry().orElseThrow().entry().kind().name()).isEqualTo("GENESIS");
        assertThat(fixture.championNumber()).contains(1);
    }

    @Test
    void championMovedMeanwhile_isToldWhoWon_andKept() {
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
        fixture.register(PromoteFixture.EQUAL);
        Promotion promotion = fixture.promotion().progress(message -> {
            if (message.startsWith("Moving")) {
                fixture.champions()
                        .promote(NewChampion.of("churn", 3, Actor.claimed("bob"), "faster")
                                .withExpected(fixture.champions()
                                        .champion("churn", "champion")
                                        .version()
                                        .orElseThrow()));
            }
        });

        assertThatThrownBy(() -> promotion.promote(2, PromoteFixture.guarded(), fixture.rows))
                .isInstanceOf(ChampionMovedException.class)
                .hasMessageContaining("version 3 became champion by PROMOTE of bob");
        assertThat(fixture.championNumber()).contains(3);
        assertThat(fixture.decisions())
                .singleElement()
                .satisfies(run -> assertThat(run.tags().get("ratchet.decision.outcome"))
                        .startsWith("not promoted: The champion moved"));
    }

    @Test
    void stage_movesWithTheAlias_andTheOldVersionIsArchived() {
        fixture.champion();
        fixture.ratchet.stores().registry().setStage("churn", 1, VersionRecord.Stage.PRODUCTION, false);
        fixture.register(PromoteFixture.BETTER);

        fixture.promotion()
                .promote(2, PromoteFixture.policy().stage("Production").build(), fixture.rows);

        assertThat(fixture.ratchet.stores().registry().versions("churn"))
                .extracting(VersionRecord::stage)
                .containsExactly(VersionRecord.Stage.ARCHIVED, VersionRecord.Stage.PRODUCTION);
    }

    @Test
    void stageAlone_isKeptByTheLedgerToo_andMovesByHandAreNoticed() {
        fixture.register(PromoteFixture.EQUAL);
        fixture.register(PromoteFixture.BETTER);
        ModelRegistry registry = fixture.ratchet.stores().registry();
        PromotionPolicy first = PromoteFixture.policy()
                .noAlias()
                .stage("Production")
                .firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY)
                .guard(new Threshold("roc_auc", Threshold.Side.AT_LEAST, 0.5, JudgedBy.BOUND))
                .build();

        registry.setStage("churn", 1, VersionRecord.Stage.PRODUCTION, false);
        assertThatThrownBy(() -> fixture.promotion().promote(2, first, fixture.rows))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContainingAll(
                        "In stage Production of 'churn' are versions [1]", "is none", "reconcile churn");
        registry.setStage("churn", 1, VersionRecord.Stage.NONE, false);

        assertThat(fixture.promotion().promote(1, first, fixture.rows).isPromoted())
                .isTrue();
        assertThat(fixture.promotion().promote(2, first, fixture.rows).isPromoted())
                .isTrue();
        assertThat(registry.versions("churn"))
                .extracting(VersionRecord::stage)
                .containsExactly(VersionRecord.Stage.ARCHIVED, VersionRecord.Stage.PRODUCTION);
        assertThat(fixture.championNumber()).isEmpty();

        fixture.register(PromoteFixture.WORSE);
        List<PastCandidate> past = fixture.promotion().backTest(first, List.of(3), fixture.rows);
        assertThat(past).singleElement().satisfies(worse -> {
            assertThat(worse.source()).isEqualTo(PastCandidate.Source.LOADED);
            assertThat(worse.champion()).hasValue(2);
        });
    }

    @Test
    void latencies_areTimedInTurns_whereARuleNeedsThem_andKept() throws IOException {
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
        PromotionPolicy policy = PromoteFixture.policy()
                .guard(new Budget(Budget.Resource.LATENCY_P95, 1e9, JudgedBy.BOUND))
                .guard(new Budget(Budget.Resource.SIZE, 1e9, JudgedBy.BOUND))
                .build();

        PromotionResult result = fixture.promotion().promote(2, policy, fixture.rows);

        assertThat(result.isPromoted()).as(result.summary()).isTrue();
        RunRecord run = fixture.ratchet.stores().tracking().run(result.run().orElseThrow());
        Evidence.Builder kept = PredictionsFile.read(download(run, PredictionsFile.NAME));
        LatenciesFile.read(download(run, LatenciesFile.NAME), kept);
        assertThat(Promotion.replay(Files.readString(download(run, "decision.json")), kept)
                        .differences())
                .isEmpty();
        assertThat(kept.build().ofChampion().latencies().orElseThrow()).hasSize(1000);
        assertThatThrownBy(() -> fixture.promotion().timedCalls(999)).hasMessageContaining("at least 1000");
    }

    @Test
    void approvals_areThoseOfTheVersion_andTheDecisionIsSigned() throws Exception {
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
        PromotionPolicy policy = PromoteFixture.policy()
                .require(new Requirement.Approvals(
                        1, List.of(), Optional.empty(), Identity.CLAIMED, Requirement.Approvals.ByAuthor.REFUSED))
                .build();
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Promotion promotion = fixture.promotion().signedBy(keys.getPrivate());

        PromotionResult held = promotion.promote(2, policy, fixture.rows);
        Approvals.of(fixture.ratchet).approve("churn", 2, Actor.claimed("reviewer"), "looked at it");
        PromotionResult promoted = promotion.promote(2, policy, fixture.rows);

        assertThat(held.summary()).contains("0 of 1 needed people approved");
        assertThat(promoted.isPromoted()).as(promoted.summary()).isTrue();
        RunRecord run = fixture.ratchet.stores().tracking().run(promoted.run().orElseThrow());
        assertThat(DecisionSignature.verify(
                                Files.readString(download(run, DecisionSignature.NAME)),
                                Files.readAllBytes(download(run, "decision.json")),
                                keys.getPublic())
                        .isValid())
                .isTrue();
    }

    @Test
    void memory_isNotKnown_andHolds() {
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);

        PromotionResult result = fixture.promotion()
                .promote(
                        2,
                        PromoteFixture.policy()
                                .guard(new Budget(Budget.Resource.MEMORY, 1e9, JudgedBy.BOUND))
                                .build(),
                        fixture.rows);

        assertThat(result.decision().verdict()).isEqualTo(Verdict.HOLD);
        assertThat(result.summary()).contains("the candidate's memory is not known");
    }

    @Test
    void predictions_areLeftOut_whereThePolicySaysSo() {
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);

        PromotionResult result = fixture.promotion()
                .promote(
                        2,
                        PromoteFixture.policy()
                                .predictions(PromotionPolicy.Predicted.LEAVE_OUT)
                                .build(),
                        fixture.rows);

        RunRecord run = fixture.ratchet.stores().tracking().run(result.run().orElseThrow());
        assertThat(fixture.ratchet.stores().artifacts().list(run.artifactRoot(), ""))
                .extracting(ArtifactRecord::path)
                .contains("decision.json")
                .doesNotContain("predictions.parquet");
    }
}
