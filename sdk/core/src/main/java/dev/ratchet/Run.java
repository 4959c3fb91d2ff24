/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.internal.json.Json;
import dev.ratchet.internal.run.Images;
import dev.ratchet.internal.run.RunRecorder;
import dev.ratchet.model.LoggableModel;
import org.jspecify.annotations.Nullable;

import java.awt.image.RenderedImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run: what a training was given, what it did and what it made.
 *
 * <p>Every logging call writes to the run's journal before it returns and never waits for a server. Values that cannot
 * be kept (a full disk, a name that no store takes) are counted and said once in the log; logging never throws into
 * training code, save for a null argument. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Run run = experiment.start("depth 4")) {
 *     run.logParam("max_depth", 4);
 *     run.logMetric("loss", 0.25, 0);
 *     run.complete();
 * }
 * }</pre>
 */
public final class Run implements AutoCloseable {

    private final Experiment experiment;
    private final RunRecorder recorder;
    private final RunModels models;

    Run(Experiment experiment, RunRecorder recorder) {
        this.experiment = experiment;
        this.recorder = recorder;
        this.models = new RunModels(recorder, experiment.layout());
        CurrentRun.enter(this);
    }

    /** The run that the calling thread is in: the last one opened on it that is not closed. */
    public static Optional<Run> current() {
        return CurrentRun.get();
    }

    /** Ratchet's key of the run: 32 hexadecimal digits, unique for all time. */
    public String id() {
        return recorder.key();
    }

    /** The name that people see. */
    public String name() {
        return recorder.name();
    }

    /** The experiment of this run. */
    public Experiment experiment() {
        return experiment;
    }

    /** MLflow's id of this run, once the run is on the server. */
    public Optional<String> mlflowRunId() {
        return recorder.deliveredRunId();
    }

    /** The page of this run in the MLflow UI, once the run is on the server. */
    public Optional<URI> page() {
        return recorder.page();
    }

    // ---- params, metrics, tags

    /**
     * Logs a param. A param keeps its first value: a second value is kept in the journal, said in the log and counted
     * as refused. A value longer than 6000 characters is cut for MLflow and kept whole as artifact
     * {@code params/<key>.txt}.
     */
    public void logParam(String key, @Nullable Object value) {
        recorder.params(Map.of(key, String.valueOf(value)));
    }

    /** Logs several params, as {@link #logParam}; null values become {@code "null"}. */
    public void logParams(Map<String, ? extends @Nullable Object> params) {
        Map<String, String> texts = new LinkedHashMap<>();
        params.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        recorder.params(texts);
    }

    /** Logs a value of a metric at step 0. */
    public void logMetric(String key, double value) {
        logMetric(key, value, 0);
    }

    /**
     * Logs a value of a metric. Names may have letters, digits, {@code _ - . : /} and blanks, at most 250 characters;
     * {@code @} becomes {@code _at_}, anything else {@code _}, said once. NaN and infinities are kept.
     *
     * @param step the iteration or epoch; may be negative
     */
    public void logMetric(String key, double value, long step) {
        recorder.metrics(Map.of(key, value), step);
    }

    /** Logs values of several metrics at one step with one timestamp, as {@link #logMetric(String, double, long)}. */
    public void logMetrics(Map<String, Double> metrics, long step) {
        recorder.metrics(metrics, step);
    }

    /** Sets a tag; a later value replaces it. */
    public void setTag(String key, @Nullable Object value) {
        recorder.tags(Map.of(key, String.valueOf(value)));
    }

    /** Sets several tags. */
    public void setTags(Map<String, ? extends @Nullable Object> tags) {
        Map<String, String> texts = new LinkedHashMap<>();
        tags.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        recorder.tags(texts);
    }

    /** Sets the run's description, Markdown that the MLflow UI shows. */
    public void setDescription(String markdown) {
        setTag("mlflow.note.content", markdown);
    }

    // ---- datasets

    /**
     * Names a dataset that the run used. The same dataset may come in several contexts: where name and digest would come
     * twice, MLflow keeps the first context only, so the second gets its context as suffix of its name.
     *
     * @param context what it was used for: {@code train}, {@code eval}, {@code test}, ...
     * @return the identity under the name that was logged
     */
    public DatasetIdentity logInput(DatasetIdentity dataset, String context) {
        return recorder.input(dataset, context);
    }

    /** Names a dataset that the run used, as {@link #logInput(DatasetIdentity, String)}. */
    public DatasetIdentity logInput(Dataset dataset, String context) {
        return recorder.input(dataset.identity(), context);
    }

    // ---- artifacts

    /** Logs a text as a file, UTF-8; the same path again replaces it. */
    public void logText(String text, String path) {
        recorder.artifact(text.getBytes(StandardCharsets.UTF_8), path);
    }

    /** Logs maps, lists, strings, numbers and booleans as an indented JSON file. */
    public void logJson(@Nullable Object value, String path) {
        recorder.artifact((Json.writePretty(value) + "\n").getBytes(StandardCharsets.UTF_8), path);
    }

    /** Logs an image that is encoded already; the path's ending says how ({@code .png}, {@code .svg}, ...). */
    public void logImage(byte[] encoded, String path) {
        recorder.artifact(encoded, path);
    }

    /** Logs an image in the format of the path's ending: {@code .png}, {@code .jpg}, {@code .gif} or {@code .bmp}. */
    public void logImage(RenderedImage image, String path) {
        recorder.image(() -> Images.encode(image, path), path);
    }

    /**
     * Logs a table in MLflow's format, so that the UI can compare it between runs.
     *
     * @param columns the values of each column; all of the same length
     * @param path a path that ends in {@code .json}
     */
    public void logTable(Map<String, ? extends Collection<?>> columns, String path) {
        recorder.table(columns, path);
    }

    /** Copies a file into the run; {@code file} may be changed or deleted once this returns. */
    public void logArtifact(Path file) {
        logArtifact(file, "");
    }

    /** Copies a file into a folder of the run ({@code ""} is its root). */
    public void logArtifact(Path file, String folder) {
        recorder.artifactFile(file, folder);
    }

    /** Copies what a directory holds, folders included, into a folder of the run ({@code ""} is its root). */
    public void logArtifacts(Path directory, String folder) {
        recorder.artifactDirectory(directory, folder);
    }

    // ---- models

    /**
     * Logs a model under a name, without {@code / : . % " '}. An equal model logged under this name before is returned
     * as it is.
     *
     * @throws RatchetException when the model cannot be written
     */
    public LoggedModel logModel(String name, LoggableModel model) {
        return models.log(name, model);
    }

    /**
     * Logs a model as {@code model}, where it is not logged yet, and registers it as a version.
     *
     * @param registeredName the registered model, without {@code /} and {@code :}
     * @throws RatchetException when the model cannot be written or the name is not allowed
     */
    public ModelVersion register(String registeredName, LoggableModel model) {
        return register(registeredName, models.find(model).orElseGet(() -> logModel("model", model)));
    }

    /** Registers a logged model as a version. */
    public ModelVersion register(String registeredName, LoggedModel model) {
        return models.register(registeredName, model);
    }

    // ---- children

    /** Runs a body in a run below this one; see {@link Experiment#run}. */
    public <T extends @Nullable Object, X extends Exception> T child(String name, RunBody<T, X> body) throws X {
        return RunScope.run(startChild(name), body);
    }

    /** Opens a run below this one; see {@link Experiment#start}. */
    public Run startChild(String name) {
        return experiment.start(name, recorder.key());
    }

    // ---- the end

    /** Forces what was logged to the disk: afterwards it survives a loss of power. Does not wait for a server. */
    public void flush() {
        recorder.flush();
    }

    /** States success: {@link #close()} will end the run {@link RunStatus#FINISHED}. */
    public void complete() {
        recorder.outcome(RunStatus.FINISHED, "");
    }

    /** Ends the run {@link RunStatus#FAILED} and keeps the reason's class and message as tag {@code ratchet.error}. */
    public void fail(Throwable reason) {
        String words =
                reason.getClass().getSimpleName() + (reason.getMessage() == null ? "" : ": " + reason.getMessage());
        setTag("ratchet.error", words);
        recorder.outcome(RunStatus.FAILED, words);
    }

    /**
     * Closes the run: {@link RunStatus#FINISHED} after {@link #complete()}, else {@link RunStatus#FAILED}. A run that was
     * joined and not begun here stays as it is. Idempotent; what is logged afterwards is refused and said once.
     */
    @Override
    public void close() {
        CurrentRun.leave(this);
        recorder.close();
    }

    boolean isClosed() {
        return recorder.isClosed();
    }

    /** How many values could not be kept or were refused so far, in words; empty when all is well. */
    public List<String> problems() {
        return recorder.problems();
    }

    @Override
    public String toString() {
        return "run '" + name() + "' (" + id() + ")";
    }
}
