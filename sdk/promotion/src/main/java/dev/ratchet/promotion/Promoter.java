/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.StageMove;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.internal.tables.TableSupport;
import dev.ratchet.promotion.record.Approvals;
import dev.ratchet.promotion.record.PredictionsFile;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * From a version and rows to a decision, and from there to the ledger. Whatever can be refused is refused before anything
 * is scored; whatever is written is written before the ledger's entry, which comes last.
 */
final class Promoter {

    /** An entry of the ledger holds 4,500 bytes with all else. */
    private static final int LONGEST_REASON = 500;

    private static final Duration PROBE = Duration.ofSeconds(20);

    private final Ratchet ratchet;
    private final PromotionSettings settings;
    private final PromotionPolicy policy;
    private final String alias;
    private final @Nullable StageMove stage;
    private final Stores stores;
    private final Champions champions;
    private final Set<String> notes = new LinkedHashSet<>();

    Promoter(Ratchet ratchet, PromotionSettings settings, PromotionPolicy policy) {
        this.ratchet = ratchet;
        this.settings = settings;
        this.policy = policy;
        this.alias = policy.ledgerAlias();
        this.stage = policy.stage().map(this::stageMove).orElse(null);
        this.stores = ratchet.stores();
        this.champions = Champions.of(ratchet);
        if (settings.reason.length() > LONGEST_REASON) {
            throw new RefusedException("The reason has " + settings.reason.length() + " characters: at most "
                    + LONGEST_REASON + " are kept in the ledger.");
        }
        if (policy.predictions() == PromotionPolicy.Predicted.KEEP && !settings.dryRun) {
            TableSupport.requireForPredictions();
            PredictionsFile.requireAvailable();
        }
        if (policy.testSetUses().isPresent() && !TableSupport.isAvailable()) {
            throw new RatchetException(
                    "The policy allows " + policy.testSetUses().getAsInt()
                            + " uses of the test set, and they are counted by a digest that needs dev.ratchet:ratchet-data on the"
                            + " class path.");
        }
    }

    private StageMove stageMove(String name) {
        VersionRecord.Stage to = VersionRecord.Stage.of(name);
        boolean archives = to == VersionRecord.Stage.PRODUCTION || to == VersionRecord.Stage.STAGING;
        return new StageMove(to, archives && policy.archive() == PromotionPolicy.Archive.PREVIOUS);
    }

    PromotionResult promote(int number, ModelInput given) {
        say("Looking for the champion of '" + policy.model() + "' in " + stores.target());
        // Once and quickly, where a call would be tried again for minutes.
        stores.tracking().describe(PROBE);
        VersionRecord version = stores.registry().version(policy.model(), number);
        Optional<VersionRef> champion = champion(number);
        if (champion.isEmpty() && settings.ofChampion != null) {
            throw new RefusedException("There are predictions of a champion, and '" + policy.model() + "' has no "
                    + alias + " by the ledger in " + stores.target() + ".");
        }
        try (ModelSide candidate = ModelSide.open(ratchet, "candidate", version, settings.ofCandidate);
                Closing closing = new Closing(champion.map(this::open).orElse(null))) {
            TestRows rows = TestRows.of(given, policy, settings, candidate.signature());
            Optional<DatasetDigest> multiset =
                    TableSupport.isAvailable() ? TableRows.multiset(rows.rows()) : Optional.empty();
            Evidence evidence = evidence(candidate, closing.side(), rows, given, multiset);
            say("Deciding by " + rows.rows().rowCount() + " rows");
            PromotionDecision decision = Promotion.decide(policy, evidence);
            if (settings.dryRun) {
                return new PromotionResult(decision, Optional.empty(), Optional.empty(), List.copyOf(notes));
            }
            DecisionRun.About about = new DecisionRun.About(
                    number,
                    champion.map(VersionRef::version).map(OptionalInt::of).orElse(OptionalInt.empty()),
                    multiset,
                    given,
                    settings.actor,
                    now().toEpochMilli(),
                    Optional.ofNullable(settings.signingKey));
            say("Keeping the decision");
            DecisionRun run = DecisionRun.write(stores, decision, evidence, about);
            run.page().ifPresent(page -> say("Decision: " + page));
            return finish(decision, run, candidate, champion);
        }
    }

    /** Closes the champion's model, where there is one. */
    private record Closing(@Nullable ModelSide side) implements AutoCloseable {
        @Override
        public void close() {
            if (side != null) {
                side.close();
            }
        }
    }

    private void say(String message) {
        settings.progress.accept(message);
    }

    private Instant now() {
        return settings.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** An answer that cannot be relied on is no answer, and never "no champion". */
    private Optional<VersionRef> champion(int candidate) {
        Champion found = champions.champion(policy.model(), alias);
        if (found.state() == ChampionState.DAMAGED || found.state() == ChampionState.MOVED_BY_HAND) {
            throw new ReconcileNeededException(found.explanation(), found.state());
        }
        Optional<VersionRef> champion = found.version();
        if (policy.alias().isEmpty()) {
            requireInStage(champion);
        }
        if (champion.filter(now -> now.version() == candidate).isPresent()) {
            throw new RefusedException("Version " + candidate + " of '" + policy.model() + "' is " + alias
                    + " already: nothing can be shown by comparing it with itself.");
        }
        return champion;
    }

    /** Whoever goes by the stage alone must find the champion in it, and nobody where there is none. */
    private void requireInStage(Optional<VersionRef> champion) {
        VersionRecord.Stage wanted = Objects.requireNonNull(stage, "a policy without an alias has a stage")
                .stage();
        List<Integer> inStage = stores.registry().versions(policy.model()).stream()
                .filter(version -> version.stage() == wanted)
                .map(VersionRecord::number)
                .toList();
        boolean agree = champion.isPresent() ? inStage.contains(champion.get().version()) : inStage.isEmpty();
        if (!agree) {
            throw new ReconcileNeededException(
                    "In stage " + policy.stage().orElseThrow() + " of '" + policy.model() + "' are versions " + inStage
                            + ", and the champion by the ledger is "
                            + champion.map(version -> "version " + version.version())
                                    .orElse("none")
                            + ": the stage was moved by hand, or before there was a ledger. Move it back; or point the alias '"
                            + alias + "' at the version that counts and run: ratchet reconcile " + policy.model()
                            + " --alias " + alias + " --adopt --reason TEXT",
                    ChampionState.MOVED_BY_HAND);
        }
    }

    private ModelSide open(VersionRef champion) {
        ModelSide side = ModelSide.open(
                ratchet,
                "champion",
                stores.registry().version(policy.model(), champion.version()),
                settings.ofChampion);
        String promoted = champion.packageDigest();
        if (!promoted.isEmpty() && !side.digest().isEmpty() && !promoted.equals(side.digest())) {
            side.close();
            throw new RatchetException("The champion, version " + champion.version() + " of '" + policy.model()
                    + "', has the package digest " + side.digest() + ", and " + promoted
                    + " was promoted. Nothing is decided; run verify.");
        }
        return side;
    }

    private Evidence evidence(
            ModelSide candidate,
            @Nullable ModelSide champion,
            TestRows rows,
            ModelInput given,
            Optional<DatasetDigest> multiset) {
        Evidence.Builder evidence;
        Predictions own = predict("candidate", candidate, rows);
        if (champion == null) {
            evidence = Evidence.withoutChampion(own);
        } else {
            evidence = Evidence.of(predict("champion", champion, rows), own);
            evidence.ofChampion(champion.facts(stores));
        }
        evidence.ofCandidate(candidate.facts(stores));
        time(evidence, candidate, champion, rows);
        if (given instanceof Dataset dataset) {
            say("Digesting the rows");
            dataset.identity().digests().forEach(evidence::data);
        }
        multiset.ifPresent(digest -> {
            evidence.data(digest);
            evidence.usesBefore(TestSetUses.before(
                    stores, policy.model(), digest, candidate.version().number()));
            TableRows.part(ratchet, digest, policy.model(), candidate.digest()).ifPresent(evidence::testPart);
        });
        if (multiset.isEmpty() && policy.testSetUses().isPresent()) {
            throw new RatchetException("The policy allows so many uses of the test set, and the rows have no digest by"
                    + " which they could be counted: give a table, or rows of numbers, booleans and texts.");
        }
        settings.metrics.forEach(evidence::metric);
        Approvals approvals = settings.approvals == null ? Approvals.of(stores) : settings.approvals;
        approvals.of(policy.model(), candidate.version().number()).forEach(evidence::approval);
        return evidence.tags(candidate.version().tags()).at(now()).build();
    }

    private Predictions predict(String whose, ModelSide side, TestRows rows) {
        say("Scoring " + rows.rows().rowCount() + " rows with the " + whose + ", version "
                + side.version().number());
        ReadPredictions read = side.predict(rows);
        notes.addAll(read.notes());
        return read.predictions();
    }

    private void time(Evidence.Builder evidence, ModelSide candidate, @Nullable ModelSide champion, TestRows rows) {
        Model own = candidate.model();
        Model other = champion == null ? null : champion.model();
        if (!needsLatencies() || own == null || (champion != null && other == null)) {
            return;
        }
        say("Timing " + settings.timedCalls + " calls of single rows");
        ModelInput forChampion = champion == null ? rows.rows() : rows.rowsFor(champion.signature());
        PairedCalls calls =
                PairedCalls.time(other, forChampion, own, rows.rowsFor(candidate.signature()), settings.timedCalls);
        evidence.ofCandidate(evidence.ofCandidate().withLatencies(calls.candidate()));
        if (other != null) {
            evidence.ofChampion(evidence.ofChampion().withLatencies(calls.champion()));
        }
    }

    private boolean needsLatencies() {
        boolean budget = policy.guards().stream()
                .anyMatch(
                        guard -> guard instanceof Budget rule && rule.resource().isLatency());
        boolean benefit = policy.primary()
                .filter(rule -> rule instanceof NonInferior equal
                        && equal.benefits().stream().anyMatch(Benefit.Faster.class::isInstance))
                .isPresent();
        return budget || benefit;
    }

    private PromotionResult finish(
            PromotionDecision decision, DecisionRun run, ModelSide candidate, Optional<VersionRef> champion) {
        Optional<HistoryEntry> entry = Optional.empty();
        if (decision.verdict() == Verdict.PROMOTE) {
            say("Moving '" + alias + "' to version " + candidate.version().number());
            try {
                entry = Optional.of(champions.promote(wanted(decision, run, candidate, champion)));
            } catch (ChampionMovedException e) {
                run.tell("not promoted: " + e.getMessage(), Optional.empty());
                throw e;
            }
        }
        run.tell(entry.map(made -> "promoted by entry " + made.number()).orElse("not promoted"), entry);
        new VersionNotes(stores.registry(), policy.model())
                .write(decision, run.id(), candidate.version(), champion, entry);
        return new PromotionResult(decision, Optional.of(run.id()), entry, List.copyOf(notes));
    }

    private NewChampion wanted(
            PromotionDecision decision, DecisionRun run, ModelSide candidate, Optional<VersionRef> champion) {
        String reason = settings.reason.isBlank() ? reason(decision) : settings.reason;
        NewChampion wanted = NewChampion.of(policy.model(), candidate.version().number(), settings.actor, reason)
                .withAlias(alias)
                .withPackageDigest(candidate.digest())
                .withExpected(champion.orElse(null))
                .withDecision(new DecisionRef(run.id(), decision.digest()));
        return stage == null ? wanted : wanted.withStage(stage);
    }

    /** The primary rule's, in few words; without a champion that of the last guard. */
    private static String reason(PromotionDecision decision) {
        RuleResult last = decision.rules().get(decision.rules().size() - 1);
        return Cut.to(LONGEST_REASON, last.rule() + ": " + last.reason());
    }
}
