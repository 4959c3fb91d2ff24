/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.promotion.record.Approvals;
import dev.ratchet.promotion.record.KeptApproval;
import dev.ratchet.promotion.record.SigningKeys;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Requirement.Approvals.ByAuthor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Approvals as they are kept with a version, and what a policy makes of them. */
class ApprovedPromotionTest {

    private static final String MODEL = "churn";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final KeyPair ANN = pair();
    private static final KeyPair BOB = pair();

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

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Approvals approvals() {
        return Approvals.of(fixture.ratchet).by(at(NOW));
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static PromotionPolicy needs(int count, Identity identity, ByAuthor byAuthor) {
        return PromoteFixture.policy()
                .require(new Requirement.Approvals(
                        count, List.of(), Optional.of(Duration.ofDays(7)), identity, byAuthor))
                .build();
    }

    private PromotionResult promote(PromotionPolicy policy, Instant time) {
        return fixture.promotion()
                .approvals(Approvals.of(fixture.ratchet)
                        .trusting("ann", ANN.getPublic())
                        .trusting("bob", BOB.getPublic()))
                .clock(at(time))
                .promote(2, policy, fixture.rows);
    }

    private static String approvalRule(PromotionResult result) {
        return result.decision().rules().stream()
                .filter(rule -> rule.rule().equals("approvals"))
                .map(RuleResult::reason)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twoSignedApprovals_promote() {
        approvals().approve(MODEL, 2, Actor.claimed("ann"), "looked at the slices", ANN.getPrivate());
        approvals().approve(MODEL, 2, Actor.claimed("bob"), "", BOB.getPrivate());

        PromotionResult result = promote(needs(2, Identity.SIGNED, ByAuthor.COUNTS), NOW.plusSeconds(60));

        assertThat(result.isPromoted()).as(result.summary()).isTrue();
        assertThat(approvalRule(result)).contains("2 of 2 needed people approved (ann, bob)");
    }

    @Test
    void expiredApproval_holds() {
        approvals().approve(MODEL, 2, Actor.claimed("ann"), "", ANN.getPrivate());

        PromotionResult result = promote(needs(1, Identity.SIGNED, ByAuthor.COUNTS), NOW.plus(Duration.ofDays(8)));

        assertThat(result.decision().verdict()).isEqualTo(Verdict.HOLD);
        assertThat(approvalRule(result)).contains("ann: expired at 2026-11-29T12:00:00Z");
    }

    @Test
    void approvalByTheAuthor_whereTwoPersonsAreRequired_holds() {
        String author = fixture.ratchet
                .stores()
                .tracking()
                .run(fixture.ratchet.stores().registry().version(MODEL, 2).runId())
                .tags()
                .getOrDefault("mlflow.user", "");
        assertThat(author).isNotEmpty();
        approvals().approve(MODEL, 2, Actor.claimed(author), "");
        approvals().approve(MODEL, 2, Actor.claimed("bob"), "");

        PromotionResult result = promote(needs(2, Identity.CLAIMED, ByAuthor.REFUSED), NOW.plusSeconds(60));

        assertThat(result.decision().verdict()).isEqualTo(Verdict.HOLD);
        assertThat(approvalRule(result))
                .contains("1 of 2 needed people approved (bob)", author + ": made the candidate");
    }

    @Test
    void unsignedApproval_isAClaim_howeverTheActorIsKnown() {
        approvals().approve(MODEL, 2, new Actor("ann", Actor.Known.AUTHENTICATED), "");

        assertThat(approvals().of(MODEL, 2)).containsExactly(new Approval("ann", Identity.CLAIMED, NOW));
        PromotionResult result = promote(needs(1, Identity.AUTHENTICATED, ByAuthor.COUNTS), NOW);
        assertThat(result.decision().verdict()).isEqualTo(Verdict.HOLD);
        assertThat(approvalRule(result)).contains("ann: only claimed, and authenticated is needed");
    }

    @Test
    void signature_countsOnlyForTheKeyThatIsTrustedForThePerson() {
        approvals().approve(MODEL, 2, Actor.claimed("ann"), "", ANN.getPrivate());
        approvals().approve(MODEL, 2, Actor.claimed("bob"), "", ANN.getPrivate());

        assertThat(approvals().of(MODEL, 2)).extracting(Approval::identity).containsOnly(Identity.CLAIMED);
        List<KeptApproval> all = approvals()
                .trusting("ann", ANN.getPublic())
                .trusting("bob", BOB.getPublic())
                .all(MODEL, 2);
        assertThat(all).filteredOn(KeptApproval::counts).singleElement().satisfies(kept -> {
            assertThat(kept.approval()).isEqualTo(new Approval("ann", Identity.SIGNED, NOW));
        });
        assertThat(all)
                .filteredOn(kept -> !kept.counts())
                .singleElement()
                .satisfies(kept -> assertThat(kept.problem().orElseThrow())
                        .contains(
                                "its signature, which names the key " + SigningKeys.id(ANN.getPublic()),
                                "is not that of the key " + SigningKeys.id(BOB.getPublic()) + " of bob"));
    }

    @Test
    void tamperedApproval_doesNotCount() {
        KeptApproval kept = approvals().approve(MODEL, 2, Actor.claimed("ann"), "no", ANN.getPrivate());
        String tag = Approvals.TAG + kept.id();
        Map<String, String> tags =
                fixture.ratchet.stores().registry().version(MODEL, 2).tags();
        fixture.ratchet
                .stores()
                .registry()
                .setVersionTag(MODEL, 2, tag, tags.getOrDefault(tag, "").replace("\"no\"", "\"yes\""));
        fixture.ratchet.stores().registry().setVersionTag(MODEL, 2, Approvals.TAG + "x", "anything");

        assertThat(approvals().of(MODEL, 2)).isEmpty();
        assertThat(approvals().all(MODEL, 2))
                .extracting(each -> each.problem().orElse(""))
                .anyMatch(problem -> problem.contains("changed after it was written"))
                .anyMatch(problem -> problem.contains("cannot be read"));
    }

    @Test
    void approvalOfAnotherVersionsPackage_doesNotCount() {
        KeptApproval kept = approvals().approve(MODEL, 1, Actor.claimed("ann"), "", ANN.getPrivate());
        String tag = Approvals.TAG + kept.id();
        String value =
                fixture.ratchet.stores().registry().version(MODEL, 1).tags().getOrDefault(tag, "");
        fixture.ratchet.stores().registry().setVersionTag(MODEL, 2, tag, value);
        assertThat(approvals().all(MODEL, 2).get(0).problem()).contains("it is for version 1 of 'churn'");

        approvals().approve(MODEL, 2, Actor.claimed("bob"), "");
        fixture.ratchet.stores().registry().setVersionTag(MODEL, 2, "ratchet.package.digest", "other");
        assertThat(approvals().of(MODEL, 2)).isEmpty();
        assertThat(approvals().all(MODEL, 2))
                .anyMatch(each -> each.problem().orElse("").contains("and the version has other"));
    }

    @Test
    void approvingWhatIsNotThere_orWithABook_isRefused() {
        assertThatThrownBy(() -> approvals().approve(MODEL, 9, Actor.claimed("ann"), ""))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> approvals().approve(MODEL, 2, Actor.claimed("ann"), "x".repeat(1001)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1001 characters: at most 1000");
    }
}
