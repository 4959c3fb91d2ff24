/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.RunStatus;
import dev.ratchet.UnavailableException;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.model.ModelInput;
import dev.ratchet.promotion.internal.DecisionTags;
import dev.ratchet.promotion.internal.TemporaryFolder;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.record.DecisionPage;
import dev.ratchet.promotion.record.DecisionSignature;
import dev.ratchet.promotion.record.KeptDecision;
import dev.ratchet.promotion.record.LatenciesFile;
import dev.ratchet.promotion.record.PredictionsFile;
import dev.ratchet.store.Batch;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The run that keeps a decision, in the experiment of the model's decisions; written at once, not by the journal. */
final class DecisionRun {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionRun.class);
    private static final String NONE = "none";

    /** A tag holds 5,000 characters on older servers. */
    private static final int LONGEST_TEXT = 4500;

    private final Stores stores;
    private final PromotionDecision decision;
    private final Evidence evidence;
    private final RunRecord run;

    /**
     * What a decision is about.
     *
     * @param candidate the version that wants to be champion
     * @param champion the version that is
     * @param multiset the rows in any order
     * @param rows the rows
     * @param by who decides
     * @param time when
     * @param key by which the decision is signed; empty for none
     */
    record About(
            int candidate,
            OptionalInt champion,
            Optional<DatasetDigest> multiset,
            ModelInput rows,
            Actor by,
            long time,
            Optional<PrivateKey> key) {}

    private DecisionRun(Stores stores, PromotionDecision decision, Evidence evidence, RunRecord run) {
        this.stores = stores;
        this.decision = decision;
        this.evidence = evidence;
        this.run = run;
    }

    /** Writes and ends the run; one that cannot be written to its end is FAILED, and nothing is promoted. */
    static DecisionRun write(Stores stores, PromotionDecision decision, Evidence evidence, About about) {
        String model = decision.policy().model();
        ExperimentRecord experiment = stores.tracking().createExperiment(DecisionTags.experiment(model));
        if (!experiment.active()) {
            throw new RatchetException("The experiment '" + experiment.name()
                    + "', which keeps the decisions of '" + model + "', was deleted: restore it in "
                    + stores.target() + ". Nothing was promoted.");
        }
        String champion =
                about.champion().isPresent() ? String.valueOf(about.champion().getAsInt()) : NONE;
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.user", about.by().name());
        tags.put("mlflow.source.name", "ratchet promote");
        tags.put("mlflow.source.type", "LOCAL");
        tags.put("mlflow.note.content", "```text\n" + Cut.to(LONGEST_TEXT, decision.summary()) + "\n```");
        tags.put(DecisionTags.VERDICT, decision.verdict().name());
        tags.put(DecisionTags.MODEL, model);
        tags.put(DecisionTags.CANDIDATE, String.valueOf(about.candidate()));
        tags.put(DecisionTags.CHAMPION, champion);
        tags.put(DecisionTags.DIGEST, decision.digest());
        tags.put(DecisionTags.POLICY, decision.policy().digest());
        about.multiset().ifPresent(digest -> tags.put(DecisionTags.MULTISET, digest.toString()));
        String name = "version " + about.candidate() + " " + decision.verdict();
        NewRun wanted = new NewRun(experiment.id(), UUID.randomUUID().toString(), name, about.time(), tags);
        DecisionRun written = new DecisionRun(stores, decision, evidence, create(stores, wanted));
        try {
            written.fill(about, champion);
            stores.tracking().updateRun(written.id(), RunStatus.FINISHED, about.time());
        } catch (RuntimeException e) {
            written.fail(about.time());
            throw e;
        }
        return written;
    }

    /** One whose answer was lost is found again by its key, so that no second one is made. */
    private static RunRecord create(Stores stores, NewRun wanted) {
        try {
            return stores.tracking().createRun(wanted);
        } catch (UnavailableException e) {
            List<RunRecord> made =
                    e.mayHaveHappened() ? stores.tracking().findRuns(wanted.experimentId(), wanted.key()) : List.of();
            if (made.isEmpty()) {
                throw e;
            }
            return made.get(0);
        }
    }

    private void fail(long time) {
        try {
            stores.tracking().updateRun(id(), RunStatus.FAILED, time);
        } catch (RatchetException e) {
            LOG.debug("run {} stays open: {}", id(), e.getMessage());
        }
    }

    private void fill(About about, String champion) {
        String model = decision.policy().model();
        Map<String, String> params = new LinkedHashMap<>();
        params.put("candidate", "models:/" + model + "/" + about.candidate());
        params.put("champion", champion.equals(NONE) ? NONE : "models:/" + model + "/" + champion);
        params.put("rows", String.valueOf(decision.rows()));
        stores.tracking().logBatch(id(), new Batch(points(about.time()), params, Map.of()));
        if (about.rows() instanceof Dataset dataset) {
            stores.tracking().logInputs(id(), List.of(input(dataset.identity(), about.by())));
        }
        inFolder(folder -> {
            text(folder, KeptDecision.RECORD, decision.toJson());
            if (about.key().isPresent()) {
                byte[] signed = decision.toJson().getBytes(StandardCharsets.UTF_8);
                text(
                        folder,
                        DecisionSignature.NAME,
                        DecisionSignature.sign(signed, about.key().get()));
            }
            text(folder, "policy.json", decision.policy().toJson());
            text(folder, "decision.html", DecisionPage.html(decision));
            if (decision.policy().predictions() == PromotionPolicy.Predicted.KEEP) {
                PredictionsFile.write(evidence, folder.resolve(PredictionsFile.NAME));
                put(folder, PredictionsFile.NAME);
            }
            if (evidence.ofCandidate().latencies().isPresent()) {
                text(folder, LatenciesFile.NAME, LatenciesFile.json(evidence));
            }
        });
    }

    private List<MetricPoint> points(long time) {
        return DecisionFigures.of(decision).entrySet().stream()
                .filter(figure -> Double.isFinite(figure.getValue()))
                .map(figure -> new MetricPoint(figure.getKey(), figure.getValue(), time, 0))
                .toList();
    }

    private static DatasetInput input(DatasetIdentity data, Actor by) {
        Map<String, ?> source = data.source().fields().isEmpty()
                ? Map.of(
                        "tags",
                        Map.of(
                                "mlflow.user", by.name(),
                                "mlflow.source.name", "ratchet promote",
                                "mlflow.source.type", "LOCAL"))
                : data.source().fields();
        return new DatasetInput(
                data.name(),
                data.mlflowDigest(),
                data.source().type(),
                CanonicalJson.write(source),
                data.schemaJson(),
                data.profileJson(),
                "test");
    }

    private interface FolderUse {
        void with(Path folder) throws IOException;
    }

    private static void inFolder(FolderUse use) {
        try (TemporaryFolder folder = TemporaryFolder.create("ratchet-decision")) {
            use.with(folder.path());
        } catch (IOException e) {
            throw new RatchetException("What is kept of the decision cannot be written: " + e.getMessage(), e);
        }
    }

    private void text(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        put(folder, name);
    }

    private void put(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        MessageDigest sha256 = CanonicalJson.sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        stores.artifacts().upload(run.artifactRoot(), name, file, HexFormat.of().formatHex(sha256.digest()));
    }

    String id() {
        return run.id();
    }

    Optional<URI> page() {
        return stores.tracking().runPage(run.experimentId(), run.id());
    }

    /** Says what came of the decision, and keeps a copy of the ledger's entry for people. */
    void tell(String outcome, Optional<HistoryEntry> entry) {
        try {
            stores.tracking().logBatch(id(), Batch.tags(Map.of(DecisionTags.OUTCOME, Cut.to(LONGEST_TEXT, outcome))));
            entry.ifPresent(
                    made -> inFolder(folder -> text(folder, "entry.json", CanonicalJson.write(EntryCopy.of(made)))));
        } catch (RatchetException e) {
            LOG.warn("The decision run {} does not say what came of it: {}", id(), e.getMessage());
        }
    }
}
