/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.RunStatus;
import dev.ratchet.store.DatasetInput;

import java.util.List;
import java.util.Map;

/**
 * What a journal says, one record each. Times are milliseconds since 1970, taken when the value was logged. Arrays of
 * values are not copied: they are written at once or come from a file.
 */
public sealed interface Entry {

    /** When this was logged. */
    long time();

    /**
     * The first entry of every file: who writes it.
     *
     * @param writer the writer's id, also the file's name
     * @param host the machine's name
     * @param boot tells this start of the machine from others, empty where the system does not say
     * @param pid the process
     * @param processStart when the process started, 0 where the system does not say
     * @param ratchet the version of Ratchet
     */
    record WriterOpened(long time, String writer, String host, String boot, long pid, long processStart, String ratchet)
            implements Entry {}

    /** The run begins; the file's writer owns it and ends it. */
    record RunCreated(long time, String key, String experiment, String name, String parentKey, Map<String, String> tags)
            implements Entry {}

    /** A run that ended or whose writer died goes on; the file's writer owns it from now on. */
    record RunResumed(long time) implements Entry {}

    /** The run lives on a server under this id and was begun by another tool; it is never ended from here. */
    record RunJoined(long time, String target, String runId, String experimentId) implements Entry {}

    /** Values of metrics at one step. */
    record Metrics(long time, long step, List<String> keys, double[] values) implements Entry {}

    /** Params. */
    record Params(long time, Map<String, String> params) implements Entry {}

    /** Tags. */
    record Tags(long time, Map<String, String> tags) implements Entry {}

    /** A dataset that the run used. */
    record Input(long time, DatasetInput input) implements Entry {}

    /** A file below the run's artifacts. */
    record Artifact(long time, String path, long size, String sha256) implements Entry {}

    /** A model package below the store's models. */
    record ModelLogged(long time, String key, String name, String digest, Map<String, String> tags) implements Entry {}

    /** All files of a model are there. */
    record ModelFinished(long time, String key) implements Entry {}

    /** A model was deleted. */
    record ModelDeleted(long time, String key) implements Entry {}

    /** Values that belong to a model and perhaps a dataset. */
    record ModelMetrics(
            long time,
            String modelKey,
            String datasetName,
            String datasetDigest,
            long step,
            List<String> keys,
            double[] values)
            implements Entry {}

    /** A model is to be registered as a version. */
    record VersionRegistered(
            long time, String key, String name, String modelKey, Map<String, String> tags, String description)
            implements Entry {}

    /** The run ends. */
    record RunEnded(long time, RunStatus status, String reason) implements Entry {}

    /** The run was deleted. */
    record RunDeleted(long time) implements Entry {}

    /** Values that could not be written. */
    record Lost(long time, long count, String reason) implements Entry {}

    /** The writer will write no more. */
    record WriterClosed(long time) implements Entry {}
}
