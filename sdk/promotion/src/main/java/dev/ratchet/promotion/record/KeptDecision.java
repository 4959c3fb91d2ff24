/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.Replay;
import dev.ratchet.promotion.internal.DecisionTags;
import dev.ratchet.promotion.internal.TemporaryFolder;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.json.JsonText;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A decision as it is kept, in a run or in files: its record, what was predicted, latencies and signature. Used by one thread;
 * closing removes what was got from a store.
 *
 * <pre>{@code
 * try (KeptDecision kept = KeptDecision.ofRun(stores, run)) {
 *     Replay replay = kept.replay();
 * }
 * }</pre>
 */
public final class KeptDecision implements AutoCloseable {

    /** The name of the record among the artifacts of a decision's run. */
    public static final String RECORD = "decision.json";

    private static final Set<String> FILES =
            Set.of(RECORD, PredictionsFile.NAME, LatenciesFile.NAME, DecisionSignature.NAME);

    private final String place;
    private final byte[] record;
    private final Map<?, ?> json;
    private final @Nullable Path predictions;
    private final @Nullable Path latencies;
    private final @Nullable Path envelope;
    private final Map<String, String> tags;
    private final @Nullable TemporaryFolder temporary;

    private KeptDecision(
            String place,
            Path record,
            @Nullable Path predictions,
            @Nullable Path latencies,
            @Nullable Path envelope,
            Map<String, String> tags,
            @Nullable TemporaryFolder temporary) {
        this.place = place;
        this.predictions = predictions;
        this.latencies = latencies;
        this.envelope = envelope;
        this.tags = tags;
        this.temporary = temporary;
        try {
            this.record = Files.readAllBytes(record);
        } catch (IOException e) {
            throw new RatchetException("The record of the decision in " + place + " cannot be read: " + e, e);
        }
        if (!(JsonText.read("The record of the decision in " + place, text()) instanceof Map<?, ?> map)
                || !(map.get("verdict") instanceof String)) {
            throw new RatchetException("The record of the decision in " + place + " is no record of a decision.");
        }
        this.json = map;
    }

    /**
     * Gets what a run keeps.
     *
     * @throws NotFoundException when the run is not there, or keeps no decision
     */
    public static KeptDecision ofRun(Stores stores, String run) {
        RunRecord found = stores.tracking().run(run);
        String place = "run " + run;
        TemporaryFolder folder = null;
        try {
            folder = TemporaryFolder.create("ratchet-decision");
            Path directory = folder.path();
            for (ArtifactRecord artifact : stores.artifacts().list(found.artifactRoot(), "")) {
                if (FILES.contains(artifact.path())) {
                    stores.artifacts()
                            .download(found.artifactRoot(), artifact.path(), directory.resolve(artifact.path()));
                }
            }
            if (!Files.exists(directory.resolve(RECORD))) {
                throw new NotFoundException("There is no " + RECORD + " in " + place + ", so it keeps no decision.");
            }
            return new KeptDecision(
                    place,
                    directory.resolve(RECORD),
                    existing(directory, PredictionsFile.NAME),
                    existing(directory, LatenciesFile.NAME),
                    existing(directory, DecisionSignature.NAME),
                    found.tags(),
                    folder);
        } catch (IOException e) {
            delete(folder);
            throw new RatchetException("What is kept in " + place + " cannot be got: " + e, e);
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /**
     * Takes files of a decision.
     *
     * @param predictions what was predicted; null where it was not kept
     * @param latencies what calls took; null where no rule needs it
     */
    public static KeptDecision ofFiles(Path record, @Nullable Path predictions, @Nullable Path latencies) {
        return new KeptDecision("'" + record + "'", record, predictions, latencies, null, Map.of(), null);
    }

    private static @Nullable Path existing(Path directory, String name) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? file : null;
    }

    private static void delete(@Nullable TemporaryFolder folder) {
        if (folder != null) {
            folder.close();
        }
    }

    /** Where it is kept, for people. */
    public String place() {
        return place;
    }

    /** The record as it is kept. */
    public String text() {
        return new String(record, StandardCharsets.UTF_8);
    }

    /** SHA-256 of the record as it is kept. */
    public String digest() {
        return HexFormat.of().formatHex(CanonicalJson.sha256().digest(record));
    }

    /** The record as JSON-like values. */
    public Map<?, ?> json() {
        return json;
    }

    /** The candidate's version, where a run says it. */
    public OptionalInt candidate() {
        return number(tags.get(DecisionTags.CANDIDATE));
    }

    /** The champion's version, where a run says it; empty where there was none. */
    public OptionalInt champion() {
        return number(tags.get(DecisionTags.CHAMPION));
    }

    private static OptionalInt number(@Nullable String tag) {
        return tag != null && tag.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(tag)) : OptionalInt.empty();
    }

    /** The envelope of its signature; empty where it was not signed. */
    public Optional<String> envelope() {
        Path file = envelope;
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new RatchetException("The signature in " + place + " cannot be read: " + e, e);
        }
    }

    /** The record's bytes. */
    byte[] bytes() {
        return record.clone();
    }

    /** Whether the policy wanted predictions not to be kept. */
    public boolean leavesPredictionsOut() {
        return json.get("policy") instanceof Map<?, ?> policy && "leave-out".equals(policy.get("predictions"));
    }

    /** Whether what was predicted is there. */
    public boolean hasPredictions() {
        return predictions != null;
    }

    /**
     * What was predicted and, where calls were timed, how long they took.
     *
     * @throws RatchetException when it was not kept, with the reason
     */
    public Evidence.Builder evidence() {
        Path file = predictions;
        if (file == null) {
            throw new RatchetException("The decision in " + place + " cannot be computed again: "
                    + (leavesPredictionsOut()
                            ? "its policy says 'predictions: leave-out', so what both models predicted was not kept. Decide"
                                    + " again with the models and the rows, which is another decision."
                            : "what both models predicted is not there (" + PredictionsFile.NAME + ")."));
        }
        Evidence.Builder evidence = PredictionsFile.read(file);
        if (latencies != null) {
            LatenciesFile.read(latencies, evidence);
        }
        return evidence;
    }

    /**
     * Computes the decision again; what the run itself says of it is compared as well.
     *
     * @param own metrics that are not Ratchet's and that the policy names
     * @throws RatchetException when it cannot be computed, with the reason
     */
    public Replay replay(Metric... own) {
        Evidence.Builder evidence = evidence();
        List.of(own).forEach(evidence::metric);
        Replay replay = Promotion.replay(text(), evidence);
        String said = tags.get(DecisionTags.DIGEST);
        if (said == null || said.equals(digest())) {
            return replay;
        }
        List<String> differences = new ArrayList<>(replay.differences());
        differences.add("the run says that the record has the digest " + said + ", and it has " + digest());
        return new Replay(replay.decision(), differences);
    }

    /** Removes what was got from a store. */
    @Override
    public void close() {
        delete(temporary);
    }
}
