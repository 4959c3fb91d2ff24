/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.PastCandidate.Source;
import dev.ratchet.promotion.internal.DecisionTags;
import dev.ratchet.promotion.record.KeptDecision;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Judges candidates of the past by a policy: by kept predictions, else by loading them. Writes and moves nothing. */
final class BackTest {

    private static final int PAGE = 100;

    private final Ratchet ratchet;
    private final PromotionSettings settings;
    private final PromotionPolicy policy;
    private final Stores stores;

    BackTest(Ratchet ratchet, PromotionSettings settings, PromotionPolicy policy) {
        this.ratchet = ratchet;
        this.settings = settings;
        this.policy = policy;
        this.stores = ratchet.stores();
    }

    List<PastCandidate> run(List<Integer> versions, @Nullable ModelInput rows) {
        List<PastCandidate> found = new ArrayList<>();
        for (VersionRecord version : stores.registry().versions(policy.model())) {
            if (versions.isEmpty() || versions.contains(version.number())) {
                settings.progress.accept("Judging version " + version.number());
                found.add(judge(version, rows));
            }
        }
        TreeSet<Integer> missing = new TreeSet<>(versions);
        found.forEach(past -> missing.remove(past.version()));
        missing.forEach(number -> found.add(none(number, Optional.empty(), "there is no such version")));
        return List.copyOf(found);
    }

    private PastCandidate judge(VersionRecord version, @Nullable ModelInput rows) {
        Optional<RunRecord> run = decisionRun(version.number());
        String why = "no decision about it was kept";
        Optional<Verdict> then = Optional.empty();
        if (run.isPresent()) {
            then = verdict(run.get());
            try (KeptDecision kept = KeptDecision.ofRun(stores, run.get().id())) {
                return byKept(version, kept, then);
            } catch (UnavailableException e) {
                throw e;
            } catch (RatchetException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        if (rows == null) {
            return none(version.number(), then, why + "; with rows it could be loaded and judged");
        }
        try {
            return byLoading(version, rows, then);
        } catch (UnavailableException e) {
            throw e;
        } catch (RatchetException e) {
            return none(version.number(), then, why + "; " + e.getMessage());
        }
    }

    private static PastCandidate none(int version, Optional<Verdict> then, String why) {
        return new PastCandidate(version, Source.NONE, OptionalInt.empty(), then, Optional.empty(), why);
    }

    private static Optional<Verdict> verdict(RunRecord run) {
        String said = run.tags().getOrDefault(DecisionTags.VERDICT, "");
        return List.of(Verdict.values()).stream()
                .filter(each -> each.name().equals(said))
                .findFirst();
    }

    /** The newest one. */
    private Optional<RunRecord> decisionRun(int candidate) {
        Optional<ExperimentRecord> experiment = stores.tracking().experiment(DecisionTags.experiment(policy.model()));
        if (experiment.isEmpty()) {
            return Optional.empty();
        }
        String filter = "tags.`" + DecisionTags.CANDIDATE + "` = '" + candidate + "'";
        return stores
                .tracking()
                .searchRuns(new RunQuery(List.of(experiment.get().id()), filter, List.of(), RunView.ACTIVE, PAGE, ""))
                .runs()
                .stream()
                .max(Comparator.comparingLong(RunRecord::startTime));
    }

    private PastCandidate byKept(VersionRecord version, KeptDecision kept, Optional<Verdict> then) {
        Evidence.Builder builder = kept.evidence();
        if (kept.json().get("facts") instanceof Map<?, ?> facts) {
            FactsJson.read(facts, builder);
        }
        settings.metrics.forEach(builder::metric);
        Evidence evidence = builder.build();
        requireColumns(evidence.candidate());
        return new PastCandidate(
                version.number(),
                Source.KEPT,
                kept.champion(),
                then,
                Optional.of(Promotion.decide(policy, evidence)),
                "by what " + kept.place() + " keeps");
    }

    private void requireColumns(Predictions predictions) {
        for (String column : policy.columns()) {
            if (!predictions.rows().columns().containsKey(column)) {
                throw new RatchetException(
                        "the policy needs the column '" + column + "', which was not kept with its decision");
            }
        }
    }

    /** Against the champion of the time when it was registered. */
    private PastCandidate byLoading(VersionRecord version, ModelInput given, Optional<Verdict> then) {
        Optional<VersionRef> champion = Champions.of(stores)
                .championAt(policy.model(), policy.ledgerAlias(), Instant.ofEpochMilli(version.createdTime()))
                .filter(ref -> ref.version() != version.number());
        try (ModelSide candidate = ModelSide.open(ratchet, "candidate", version, null)) {
            TestRows rows = TestRows.of(given, policy, settings, candidate.signature());
            Predictions own = candidate.predict(rows).predictions();
            Evidence.Builder evidence =
                    champion.isEmpty() ? Evidence.withoutChampion(own) : against(champion.get(), rows, own);
            settings.metrics.forEach(evidence::metric);
            evidence.ofCandidate(candidate.facts(stores)).tags(version.tags()).at(settings.clock.instant());
            return new PastCandidate(
                    version.number(),
                    Source.LOADED,
                    champion.map(ref -> OptionalInt.of(ref.version())).orElse(OptionalInt.empty()),
                    then,
                    Optional.of(Promotion.decide(policy, evidence.build())),
                    champion.map(ref -> "loaded, against version " + ref.version()
                                    + ", the champion when it was registered")
                            .orElse("loaded; there was no champion when it was registered"));
        }
    }

    private Evidence.Builder against(VersionRef ref, TestRows rows, Predictions own) {
        VersionRecord version = stores.registry().version(policy.model(), ref.version());
        try (ModelSide champion = ModelSide.open(ratchet, "champion", version, null)) {
            return Evidence.of(champion.predict(rows).predictions(), own).ofChampion(champion.facts(stores));
        }
    }
}
