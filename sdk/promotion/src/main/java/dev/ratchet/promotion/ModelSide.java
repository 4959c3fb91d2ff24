/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.NotFoundException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.model.Column;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.json.JsonText;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the two models: loaded here, or known by what it predicted elsewhere. */
final class ModelSide implements AutoCloseable {

    /** A tag of a version: when the newest row was made that it was trained on. */
    static final String DATA_UNTIL = "ratchet.data.until";

    private final String whose;
    private final VersionRecord version;
    private final @Nullable ScoredRows scored;
    private final @Nullable Model model;
    private final String digest;

    private ModelSide(
            String whose, VersionRecord version, @Nullable ScoredRows scored, @Nullable Model model, String digest) {
        this.whose = whose;
        this.version = version;
        this.scored = scored;
        this.model = model;
        this.digest = digest;
    }

    /**
     * Loads a version.
     *
     * @param scored what it predicted elsewhere, by which it is judged then
     * @throws RatchetException when it cannot be loaded, or is not what its version says: never as if it were not there
     */
    static ModelSide open(Ratchet ratchet, String whose, VersionRecord version, @Nullable ScoredRows scored) {
        String said = version.tags().getOrDefault(StoreTags.PACKAGE_DIGEST, "");
        if (scored != null) {
            return new ModelSide(whose, version, scored, null, said);
        }
        Model model;
        try {
            model = ratchet.load("models:/" + version.name() + "/" + version.number());
        } catch (UnavailableException e) {
            throw new UnavailableException(unreadable(whose, version) + e.getMessage(), e.mayHaveHappened(), e);
        } catch (RatchetException e) {
            throw new RatchetException(
                    unreadable(whose, version) + e.getMessage()
                            + " A model that Ratchet does not load takes part by its predictions ("
                            + whose + "Predictions, --" + whose + "-predictions).",
                    e);
        }
        try {
            String digest = model.source().digest();
            if (!said.isEmpty() && !said.equals(digest)) {
                throw new RatchetException(unreadable(whose, version) + "its package has the digest " + digest
                        + ", and the version says " + said + ". Run verify.");
            }
            return new ModelSide(whose, version, null, model, digest);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static String unreadable(String whose, VersionRecord version) {
        return "The " + whose + ", version " + version.number() + " of '" + version.name()
                + "', cannot be read, so nothing is decided: ";
    }

    /** The digest of its package; empty where nobody wrote it down. */
    String digest() {
        return digest;
    }

    VersionRecord version() {
        return version;
    }

    @Nullable
    Model model() {
        return model;
    }

    Optional<ModelSignature> signature() {
        return Optional.ofNullable(model).flatMap(loaded -> loaded.source().signature());
    }

    /** What it says of the rows. */
    ReadPredictions predict(TestRows rows) {
        if (scored != null) {
            return rows.scored(scored, whose);
        }
        Model loaded = Objects.requireNonNull(model);
        float[][] outputs;
        try {
            outputs = loaded.predict(rows.rowsFor(signature()));
        } catch (RatchetException e) {
            throw new RatchetException("The " + whose + " cannot score the test data: " + e.getMessage(), e);
        }
        return rows.outputs(outputs);
    }

    /** What is known of it beside; what cannot be found out stays unknown. */
    ModelFacts facts(Stores stores) {
        ModelFacts facts = ModelFacts.none();
        if (!digest.isEmpty()) {
            facts = facts.withDigest(digest);
        }
        if (model != null) {
            facts = facts.withSize(size(model.source().directory()));
        }
        Optional<ModelSignature> signature = signature();
        if (signature.isPresent()) {
            facts = facts.withSignature(signature.get());
        }
        String until = version.tags().get(DATA_UNTIL);
        if (until != null) {
            facts = facts.withDataUntil(time(until));
        }
        Optional<RunRecord> run = run(stores);
        return run.isPresent() ? ofRun(facts, run.get()) : facts;
    }

    private static ModelFacts ofRun(ModelFacts facts, RunRecord run) {
        ModelFacts more = facts;
        String author = run.tags().getOrDefault("mlflow.user", "");
        if (!author.isEmpty()) {
            more = more.withAuthor(author);
        }
        List<Column> columns = run.inputs().stream()
                .filter(input -> input.context().startsWith("train"))
                .findFirst()
                .map(ModelSide::columns)
                .orElse(List.of());
        return columns.isEmpty() ? more : more.withColumns(columns);
    }

    private Instant time(String until) {
        try {
            return Instant.parse(until);
        } catch (DateTimeParseException e) {
            throw new RatchetException(
                    "The tag " + DATA_UNTIL + " of version " + version.number() + " is '" + until
                            + "': a time as 2026-11-20T12:00:00Z is needed.",
                    e);
        }
    }

    private Optional<RunRecord> run(Stores stores) {
        if (version.runId().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(stores.tracking().run(version.runId()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static List<Column> columns(DatasetInput input) {
        if (!input.schema().isBlank()
                && JsonText.read("schema", input.schema()) instanceof Map<?, ?> schema
                && schema.get("mlflow_colspec") instanceof List<?> columns) {
            ModelSchema read = ModelSchema.fromJson(CanonicalJson.write(columns));
            return read instanceof ModelSchema.Columns named ? named.columns() : List.of();
        }
        return List.of();
    }

    private static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new RatchetException("'" + directory + "' cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
