/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.NotFoundException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.data.Table;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.model.ModelInput;
import dev.ratchet.testing.memory.InMemoryStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is not known, or not right, is said and moves nothing. */
class PromoteRefusalTest {

    @TempDir
    Path folder;

    private PromoteFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = PromoteFixture.in(folder);
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private PromotionResult promote(ModelInput rows) {
        return fixture.promotion().promote(2, PromoteFixture.guarded(), rows);
    }

    /** Everything is as it was, and no model was asked for a score. */
    private void assertRefusedBeforeScoring(Class<? extends Exception> type, String... words) {
        int before = LogisticFlavor.CALLS.get();
        assertThatThrownBy(() -> promote(fixture.rows))
                .isInstanceOf(type)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
        assertThat(LogisticFlavor.CALLS).hasValue(before);
        assertThat(fixture.decisions()).isEmpty();
    }

    private Path packageOf(int version) {
        try (var model = fixture.ratchet.load("models:/churn/" + version)) {
            return model.source().directory();
        }
    }

    @Test
    void championUnreadable_isRefused_andIsNoMissingChampion() throws IOException {
        Path weights = packageOf(1).resolve("weights.txt");
        Files.writeString(weights, "2 0");
        assertRefusedBeforeScoring(
                RatchetException.class, "The champion, version 1 of 'churn', cannot be read, so nothing is decided");

        Path directory = Objects.requireNonNull(weights.getParent());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertRefusedBeforeScoring(RatchetException.class, "The champion, version 1", "MLmodel");
        assertThat(fixture.championNumber()).contains(1);
    }

    @Test
    void wrongTrackingUri_isNoMissingChampion() {
        try (Ratchet other = PromoteFixture.open(folder.resolve("other"))) {
            assertThatThrownBy(() -> Promotion.of(other).label("y").promote(2, PromoteFixture.first(), fixture.rows))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("churn");
        }
    }

    @Test
    void serverAway_isAClearFailure_andNothingIsHalfDone() {
        try (InMemoryStores server = InMemoryStores.create();
                Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(folder.resolve("delivered"))
                        .trackingUri(server.uri())
                        .noModelCache()
                        .open()) {
            var version = ratchet.experiment("churn").run("train", run -> run.register("churn", PromoteFixture.BETTER));
            Promotion promotion = Promotion.of(ratchet).label("y").progress(message -> {
                if (message.startsWith("Moving")) {
                    server.goAway();
                }
            });
            assertThatThrownBy(() -> promotion.promote(version, PromoteFixture.first(), fixture.rows))
                    .isInstanceOf(UnavailableException.class);
            server.comeBack();
            assertThat(server.stores().registry().versionByAlias("churn", "champion"))
                    .isEmpty();
            assertThat(server.runs("churn.decisions")).hasSize(1);

            server.goAway();
            assertThatThrownBy(() -> promotion.promote(1, PromoteFixture.first(), fixture.rows))
                    .isInstanceOf(UnavailableException.class);
            server.comeBack();

            server.loseAnswers(1);
            PromotionResult result =
                    Promotion.of(ratchet).label("y").promote(version, PromoteFixture.first(), fixture.rows);
            assertThat(result.isPromoted()).as(result.summary()).isTrue();
            assertThat(server.runs("churn.decisions")).hasSize(2);
        }
    }

    @Test
    void damagedLedger_orAliasMovedByHand_isRefusedBeforeScoring() throws IOException {
        fixture.ratchet.stores().registry().setAlias("churn", "champion", 2);
        assertRefusedBeforeScoring(ReconcileNeededException.class, "it was moved by hand", "--adopt");

        Files.delete(folder.resolve("store/ledgers/churn/1.json"));
        assertRefusedBeforeScoring(ReconcileNeededException.class, "ledger damaged at 1", "--repair");
    }

    @Test
    void candidateIsTheChampion_isRefusedBeforeScoring() {
        int before = LogisticFlavor.CALLS.get();
        assertThatThrownBy(() -> fixture.promotion().promote(1, PromoteFixture.guarded(), fixture.rows))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Version 1 of 'churn' is champion already");
        assertThat(LogisticFlavor.CALLS).hasValue(before);
        fixture.register(PromoteFixture.CHAMPION);

        PromotionResult same = fixture.promotion().promote(3, PromoteFixture.guarded(), fixture.rows);
        assertThat(same.decision().verdict()).as(same.summary()).isEqualTo(Verdict.HOLD);
    }

    @Test
    void labelColumnMissing_isRefused_namingWhatIsThere() {
        try (Table unlabelled = fixture.rows.drop("y");
                Table two = fixture.rows.derive("t", dev.ratchet.data.DataType.INT64, row -> 1L)) {
            assertThatThrownBy(() -> promote(unlabelled))
                    .hasMessageContaining("The label 'y' is missing in the test data, which has [id, x, z, site]");
            assertThatThrownBy(() -> Promotion.of(fixture.ratchet).promote(2, PromoteFixture.guarded(), two))
                    .hasMessageContaining("Which column of the test data holds what is true is not known")
                    .hasMessageContaining("[id, site, y, t]")
                    .hasMessageContaining("label(...)");
        }
    }

    @Test
    void labelAndKey_areThePolicys_orTheOnlyColumnLeft() {
        PromotionPolicy policy = PromoteFixture.policy().label("y").key("id").build();
        assertThat(PromotionPolicy.parse(policy.toJson())).isEqualTo(policy);
        PromotionResult named = Promotion.of(fixture.ratchet).dryRun().promote(2, policy, fixture.rows);
        try (Table only = fixture.rows.drop("site", "id")) {
            PromotionResult found = Promotion.of(fixture.ratchet).dryRun().promote(2, PromoteFixture.guarded(), only);
            assertThat(found.decision().verdict()).isEqualTo(named.decision().verdict());
        }
    }

    @Test
    void testRowsDuplicated_areRefused() {
        try (Table twice = fixture.rows.concat(fixture.rows)) {
            assertThatThrownBy(() -> promote(twice))
                    .hasMessageContaining("In the key column 'id' 600 values come more than once");
        }
    }

    @Test
    void noRows_areRefused() {
        try (Table none = fixture.rows.head(0)) {
            assertThatThrownBy(() -> promote(none)).hasMessageContaining("has no rows");
        }
    }

    @Test
    void versionThatIsNotThere_andAnotherModelsPolicy_areRefused() {
        assertThatThrownBy(() -> fixture.promotion().promote(9, PromoteFixture.guarded(), fixture.rows))
                .isInstanceOf(NotFoundException.class);
        var version = fixture.register(PromoteFixture.WORSE);
        assertThatThrownBy(() -> fixture.promotion()
                        .promote(
                                version,
                                PromotionPolicy.builder("other")
                                        .superior("log_loss")
                                        .build(),
                                fixture.rows))
                .hasMessageContaining("The policy is for 'other', and the version is of 'churn'");
    }
}
