/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.RunStatus;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Experiments, runs and logged models of one store.
 *
 * <p>Every call blocks until the store has answered, and may come from several threads. Empty lists and maps are
 * allowed and do nothing. Three answers other than success, the same for every call:
 *
 * <ul>
 *   <li>{@link dev.ratchet.UnavailableException}: no answer now. Calls that repeat safely have already been tried
 *       again; all may be called again later. The calls that create something have <em>not</em> been sent twice after
 *       an unknown outcome: look by key first ({@link #findRuns}, {@link #findModels}).
 *   <li>{@link dev.ratchet.MisconfiguredException}: the store says no to everything until a person changes something.
 *   <li>{@link dev.ratchet.RefusedException}: this call is wrong and always will be ({@link
 *       dev.ratchet.NotFoundException} where something named is not there). A refused batch has left nothing behind.
 * </ul>
 */
public interface TrackingStore {

    /**
     * Asks the store who it is, waiting at most {@code timeout}; never tried again.
     *
     * @throws dev.ratchet.UnavailableException when there is no answer in time
     * @throws dev.ratchet.MisconfiguredException when what answers is no store that can be used, with what to change
     */
    ServerDescription describe(Duration timeout);

    /** What one {@link #logBatch} takes. */
    BatchLimits limits();

    /** The experiment of a name, deleted or not; empty where there is none. */
    Optional<ExperimentRecord> experiment(String name);

    /** Every active experiment. */
    List<ExperimentRecord> experiments();

    /** Creates an experiment; one that exists is returned as it is, deleted or not. */
    ExperimentRecord createExperiment(String name);

    /** Creates a run; sent once. */
    RunRecord createRun(NewRun run);

    /** The active runs with a key, the oldest first. */
    List<RunRecord> findRuns(String experimentId, String key);

    /** A run by id, deleted or not. */
    RunRecord run(String runId);

    /** A page of the runs that meet a query; the order is the same in every store. */
    RunPage searchRuns(RunQuery query);

    /** Every point of a metric, ordered by step, timestamp and value; empty for a metric that the run has not. */
    List<MetricPoint> metricHistory(String runId, String key);

    /** Logs a batch within {@link #limits()}; repeating it changes nothing. All of it is kept, or none. */
    void logBatch(String runId, Batch batch);

    /**
     * Names datasets that the run used; repeating it changes nothing, the first context of a dataset stays. MLflow also
     * keeps the first source, schema and profile that any run gave to a name and digest.
     */
    void logInputs(String runId, List<DatasetInput> inputs);

    /** Sets a run's status and end time; {@link RunStatus#RUNNING} opens it again. */
    void updateRun(String runId, RunStatus status, long endTime);

    /** Deletes a run, so that it can be restored; deleting a deleted run changes nothing. */
    void deleteRun(String runId);

    /** Creates a logged model that is not ready; sent once. */
    ModelRecord createModel(NewModel model);

    /** The logged models of a run with a key, the oldest first. */
    List<ModelRecord> findModels(String experimentId, String runId, String key);

    /** A logged model by id, or {@link dev.ratchet.NotFoundException}. */
    ModelRecord model(String modelId);

    /** The last logged model of a name that a run made, or {@link dev.ratchet.NotFoundException}. */
    ModelRecord modelOfRun(String runId, String name);

    /**
     * Says that all files of a model are there, and that its run made it; repeatable.
     *
     * @param mlmodelJson the package's MLmodel as JSON, for stores that keep a copy with the run
     */
    void finishModel(ModelRecord model, String mlmodelJson);

    /** Deletes a logged model; deleting one that is not there changes nothing. */
    void deleteModel(ModelRecord model);

    /**
     * Logs points to the run and links them to a model and, where named, to a dataset. Repeatable; only finite values
     * are linked. Stores without logged models keep the points of the run, and may keep the link as tags of it.
     *
     * @param datasetName the dataset the points were computed on, empty for none
     * @param datasetDigest its digest, empty for none
     */
    void logModelMetrics(
            String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points);

    /** Where a person sees a run, empty where there is no page. */
    Optional<URI> runPage(String experimentId, String runId);
}
