/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.RunStatus;
import dev.ratchet.store.DatasetInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Turns entries into payloads and back: a byte for the kind, the time, then the fields in order. */
final class EntryCodec {

    private static final RunStatus[] STATUSES = {
        RunStatus.RUNNING, RunStatus.SCHEDULED, RunStatus.FINISHED, RunStatus.FAILED, RunStatus.KILLED
    };

    private EntryCodec() {}

    /** Appends the payload of an entry. */
    static void encode(Entry entry, Buffer out) {
        out.putByte(kindOf(entry));
        out.putLong(entry.time());
        if (entry instanceof Entry.Metrics metrics) {
            out.putLong(metrics.step());
            putPoints(out, metrics.keys(), metrics.values());
        } else if (entry instanceof Entry.Params params) {
            out.putTexts(params.params());
        } else if (entry instanceof Entry.Tags tags) {
            out.putTexts(tags.tags());
        } else if (entry instanceof Entry.Artifact artifact) {
            out.putText(artifact.path());
            out.putLong(artifact.size());
            out.putText(artifact.sha256());
        } else if (entry instanceof Entry.Input input) {
            encodeInput(input.input(), out);
        } else if (entry instanceof Entry.RunEnded ended) {
            out.putByte(List.of(STATUSES).indexOf(ended.status()));
            out.putText(ended.reason());
        } else if (entry instanceof Entry.Lost lost) {
            out.putLong(lost.count());
            out.putText(lost.reason());
        } else {
            encodeIdentity(entry, out);
            encodeModel(entry, out);
        }
    }

    private static void encodeInput(DatasetInput input, Buffer out) {
        out.putText(input.name());
        out.putText(input.digest());
        out.putText(input.sourceType());
        out.putText(input.source());
        out.putText(input.schema());
        out.putText(input.profile());
        out.putText(input.context());
    }

    private static void encodeIdentity(Entry entry, Buffer out) {
        if (entry instanceof Entry.WriterOpened opened) {
            out.putText(opened.writer());
            out.putText(opened.host());
            out.putText(opened.boot());
            out.putLong(opened.pid());
            out.putLong(opened.processStart());
            out.putText(opened.ratchet());
        } else if (entry instanceof Entry.RunCreated created) {
            out.putText(created.key());
            out.putText(created.experiment());
            out.putText(created.name());
            out.putText(created.parentKey());
            out.putTexts(created.tags());
        } else if (entry instanceof Entry.RunJoined joined) {
            out.putText(joined.target());
            out.putText(joined.runId());
            out.putText(joined.experimentId());
        }
    }

    private static void encodeModel(Entry entry, Buffer out) {
        if (entry instanceof Entry.ModelLogged model) {
            out.putText(model.key());
            out.putText(model.name());
            out.putText(model.digest());
            out.putTexts(model.tags());
        } else if (entry instanceof Entry.ModelFinished finished) {
            out.putText(finished.key());
        } else if (entry instanceof Entry.ModelDeleted deleted) {
            out.putText(deleted.key());
        } else if (entry instanceof Entry.ModelMetrics metrics) {
            out.putText(metrics.modelKey());
            out.putText(metrics.datasetName());
            out.putText(metrics.datasetDigest());
            out.putLong(metrics.step());
            putPoints(out, metrics.keys(), metrics.values());
        } else if (entry instanceof Entry.VersionRegistered version) {
            out.putText(version.key());
            out.putText(version.name());
            out.putText(version.modelKey());
            out.putTexts(version.tags());
            out.putText(version.description());
        }
    }

    private static void putPoints(Buffer out, List<String> keys, double[] values) {
        out.putInt(values.length);
        for (int i = 0; i < values.length; i++) {
            out.putText(keys.get(i));
            out.putDouble(values[i]);
        }
    }

    /** Reads a payload; null for a kind that this version does not know. */
    static @Nullable Entry decode(Buffer in) {
        int kind = in.getByte();
        long time = in.getLong();
        return switch (kind) {
            case 1 ->
                new Entry.WriterOpened(
                        time, in.getText(), in.getText(), in.getText(), in.getLong(), in.getLong(), in.getText());
            case 2 -> new Entry.RunCreated(time, in.getText(), in.getText(), in.getText(), in.getText(), in.getTexts());
            case 3 -> new Entry.RunResumed(time);
            case 4 -> new Entry.RunJoined(time, in.getText(), in.getText(), in.getText());
            case 5 -> {
                long step = in.getLong();
                List<String> keys = new ArrayList<>();
                double[] values = getPoints(in, keys);
                yield new Entry.Metrics(time, step, keys, values);
            }
            case 6 -> new Entry.Params(time, in.getTexts());
            case 7 -> new Entry.Tags(time, in.getTexts());
            case 8 ->
                new Entry.Input(
                        time,
                        new DatasetInput(
                                in.getText(),
                                in.getText(),
                                in.getText(),
                                in.getText(),
                                in.getText(),
                                in.getText(),
                                in.getText()));
            case 9 -> new Entry.Artifact(time, in.getText(), in.getLong(), in.getText());
            case 10 -> new Entry.ModelLogged(time, in.getText(), in.getText(), in.getText(), in.getTexts());
            case 11 -> new Entry.ModelFinished(time, in.getText());
            case 12 -> new Entry.ModelDeleted(time, in.getText());
            case 13 -> {
                String modelKey = in.getText();
                String datasetName = in.getText();
                String datasetDigest = in.getText();
                long step = in.getLong();
                List<String> keys = new ArrayList<>();
                double[] values = getPoints(in, keys);
                yield new Entry.ModelMetrics(time, modelKey, datasetName, datasetDigest, step, keys, values);
            }
            case 14 ->
                new Entry.VersionRegistered(
                        time, in.getText(), in.getText(), in.getText(), in.getTexts(), in.getText());
            case 15 -> new Entry.RunEnded(time, status(in.getByte()), in.getText());
            case 16 -> new Entry.RunDeleted(time);
            case 17 -> new Entry.Lost(time, in.getLong(), in.getText());
            case 18 -> new Entry.WriterClosed(time);
            default -> null;
        };
    }

    private static RunStatus status(int code) {
        if (code >= STATUSES.length) {
            throw new IllegalArgumentException("a status with the code " + code);
        }
        return STATUSES[code];
    }

    private static double[] getPoints(Buffer in, List<String> keys) {
        int size = in.getCount(12);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            keys.add(in.getText());
            values[i] = in.getDouble();
        }
        return values;
    }

    private static int kindOf(Entry entry) {
        if (entry instanceof Entry.Metrics) {
            return 5;
        }
        return KINDS.indexOf(entry.getClass()) + 1;
    }

    private static final List<Class<? extends Entry>> KINDS = List.of(
            Entry.WriterOpened.class,
            Entry.RunCreated.class,
            Entry.RunResumed.class,
            Entry.RunJoined.class,
            Entry.Metrics.class,
            Entry.Params.class,
            Entry.Tags.class,
            Entry.Input.class,
            Entry.Artifact.class,
            Entry.ModelLogged.class,
            Entry.ModelFinished.class,
            Entry.ModelDeleted.class,
            Entry.ModelMetrics.class,
            Entry.VersionRegistered.class,
            Entry.RunEnded.class,
            Entry.RunDeleted.class,
            Entry.Lost.class,
            Entry.WriterClosed.class);
}
