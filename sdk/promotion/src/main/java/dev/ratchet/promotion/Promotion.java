/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.ledger.Actor;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.internal.judge.Engine;
import dev.ratchet.promotion.record.Approvals;
import dev.ratchet.promotion.record.KeptDecision;
import org.jspecify.annotations.Nullable;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides whether a candidate becomes champion, and makes it champion.
 *
 * <pre>{@code
 * PromotionResult result = Promotion.of(ratchet).promote(version, PromotionPolicy.load(Path.of("promotion.yaml")), table);
 * System.out.println(result.summary());
 * }</pre>
 *
 * <p>Immutable: each setting gives a copy. Safe to share between threads.
 */
public final class Promotion {

    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final Ratchet ratchet;
    private final PromotionSettings settings;

    private Promotion(Ratchet ratchet, PromotionSettings settings) {
        this.ratchet = ratchet;
        this.settings = settings;
    }

    private Promotion with(Consumer<PromotionSettings> change) {
        PromotionSettings copy = settings.clone();
        change.accept(copy);
        return new Promotion(ratchet, copy);
    }

    /** Promotions in the registry of the server where one is set, else of the local store. */
    public static Promotion of(Ratchet ratchet) {
        return new Promotion(ratchet, new PromotionSettings());
    }

    /** Who decides; by default this machine's user, of whom nothing is checked. */
    public Promotion actor(Actor who) {
        return with(copy -> copy.actor = who);
    }

    /** Why, for the history; by default what the primary rule says. */
    public Promotion reason(String text) {
        return with(copy -> copy.reason = text);
    }

    /**
     * The column that holds what is true; by default what the policy says, else the only column that is neither taken by
     * the candidate nor named as key or by a rule, or the labels of a {@code FloatDataset}.
     */
    public Promotion label(String column) {
        return with(copy -> copy.label = column);
    }

    /** The column that tells rows apart; by default what the policy says, else none. */
    public Promotion key(String column) {
        return with(copy -> copy.key = column);
    }

    /**
     * Says more of the columns: task, positive class, all classes, threshold or weight, where values do not show them.
     *
     * <pre>{@code
     * Promotion.of(ratchet).columns(rows -> rows.positive("malignant"))
     * }</pre>
     */
    public Promotion columns(Consumer<PredictionRows.Builder> more) {
        return with(copy -> copy.columns = more);
    }

    /** Decides only: nothing is written, and nothing is moved. */
    public Promotion dryRun() {
        return with(copy -> copy.dryRun = true);
    }

    /** Judges the champion by what it predicted elsewhere, because Ratchet does not load it. */
    public Promotion championPredictions(ScoredRows predictions) {
        return with(copy -> copy.ofChampion = predictions);
    }

    /** Judges the candidate by what it predicted elsewhere, because Ratchet does not load it. */
    public Promotion candidatePredictions(ScoredRows predictions) {
        return with(copy -> copy.ofCandidate = predictions);
    }

    /** Where approvals are read, with the keys that are trusted; by default {@code Approvals.of(ratchet)}, which trusts none. */
    public Promotion approvals(Approvals kept) {
        return with(copy -> copy.approvals = kept);
    }

    /** Signs the decision by an Ed25519 key, into {@code decision.dsse.json} of its run; unsigned by default. */
    public Promotion signedBy(PrivateKey key) {
        return with(copy -> copy.signingKey = key);
    }

    /** Adds a metric that is not one of Ratchet's own and that the policy names. */
    public Promotion metric(Metric own) {
        return with(copy -> copy.add(own));
    }

    /**
     * How many calls of each model are timed where a rule needs latencies; 1,000 by default.
     *
     * @throws IllegalArgumentException if it is less than 1,000, by which no latency is judged
     */
    public Promotion timedCalls(int calls) {
        if (calls < PromotionSettings.CALLS) {
            throw new IllegalArgumentException(
                    "timed calls are " + calls + ": at least " + PromotionSettings.CALLS + " are allowed.");
        }
        return with(copy -> copy.timedCalls = calls);
    }

    /** Is told in words what is being done; nobody by default. */
    public Promotion progress(Consumer<String> listener) {
        return with(copy -> copy.progress = listener);
    }

    /** The clock by which approvals expire and runs are dated; the system's by default. */
    public Promotion clock(Clock time) {
        return with(copy -> copy.clock = time);
    }

    /**
     * What a policy says of candidates of the past, each against the champion of its time: by the predictions that were
     * kept with its newest decision, else, where rows are given, by loading both models. Writes and moves nothing.
     *
     * @param versions which; all versions of the policy's model when empty
     * @param rows what is scored where nothing was kept; null for none
     * @return in order of the versions, also those that could not be judged, with the reason
     */
    public List<PastCandidate> backTest(PromotionPolicy policy, List<Integer> versions, @Nullable ModelInput rows) {
        return new BackTest(ratchet, settings, policy).run(versions, rows);
    }

    /**
     * Loads the models of a decision again, lets them score its rows, and tells the largest difference from what was kept.
     *
     * @throws RatchetException when a model cannot be loaded or is another one, predictions were not kept, or rows do not
     *     match
     */
    public Rescored rescore(KeptDecision kept, ModelInput rows) {
        return new Rescoring(ratchet, settings, kept).rescore(rows);
    }

    /**
     * The same as {@link #promote(int, PromotionPolicy, ModelInput)}, once the version has its number, for which it waits
     * up to 60 s.
     *
     * @throws dev.ratchet.UnavailableException when the version is not delivered in that time
     */
    public PromotionResult promote(ModelVersion version, PromotionPolicy policy, ModelInput rows) {
        if (!version.name().equals(policy.model())) {
            throw new RatchetException(
                    "The policy is for '" + policy.model() + "', and the version is of '" + version.name() + "'.");
        }
        return promote(version.awaitNumber(DELIVERY), policy, rows);
    }

    /**
     * Compares a version with the champion on these rows and, where every rule of the policy is shown, makes it champion.
     * Both models are loaded here and score the same rows, each through its own signature. The decision is kept as a run in
     * the experiment {@code <model>.decisions}, whatever it is; only PROMOTE moves anything. Waits for the store; nothing
     * is queued while a server is away.
     *
     * @param number the version of the policy's model
     * @param rows what the models score and the label; a table, whose digests the decision then has, or any other rows
     * @throws dev.ratchet.ledger.ChampionMovedException when another version became champion meanwhile, with the winner
     * @throws dev.ratchet.ledger.ReconcileNeededException when the ledger is damaged, or the alias or the stage was moved by
     *     hand
     * @throws dev.ratchet.NotFoundException when there is no such version
     * @throws dev.ratchet.RefusedException when the version is champion already
     * @throws dev.ratchet.UnavailableException when the store does not answer
     * @throws RatchetException when a model cannot be read, or the rows have not what is needed
     */
    public PromotionResult promote(int number, PromotionPolicy policy, ModelInput rows) {
        return new Promoter(ratchet, settings, policy).promote(number, rows);
    }

    /**
     * Judges evidence by a policy, without a registry: nothing is moved, and uses of the test set are not counted. A pure
     * function of its arguments, whatever the threads.
     *
     * @return PROMOTE only when every rule is shown; what is unknown holds
     */
    public static PromotionDecision decide(PromotionPolicy policy, Evidence evidence) {
        Engine engine = new Engine(policy, evidence);
        Engine.Outcome outcome = engine.outcome();
        return new PromotionDecision(
                policy,
                outcome.verdict(),
                evidence.candidate().rowCount(),
                outcome.rules(),
                engine.championDigest(),
                engine.candidateDigest(),
                FactsJson.write(evidence),
                evidence.usesBefore());
    }

    /**
     * Computes a decision again from what was kept: numbers have to agree to 1e-9, verdicts and words exactly. What was known
     * beside is in the record.
     *
     * @param record the decision's JSON
     * @param kept the predictions that it was made by, in their order, with the latencies of both models where a rule needs
     *     them and with metrics of your own
     * @throws RatchetException if the record cannot be read
     */
    public static Replay replay(String record, Evidence.Builder kept) {
        return Replay.of(record, kept);
    }
}
