/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.store.Batch;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.TrackingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lane of params, metrics, tags and dataset inputs. */
final class DataLane {

    private static final Logger LOG = LoggerFactory.getLogger(DataLane.class);

    private final RunFolder folder;
    private final Target target;
    private final Acknowledged acknowledged;

    DataLane(RunFolder folder, Target target, Acknowledged acknowledged) {
        this.folder = folder;
        this.target = target;
        this.acknowledged = acknowledged;
    }

    /** Delivers to the ends of the journals as they are now. */
    void deliver(Acknowledged.ServerRun run, Progress progress) {
        BatchPacker packer = new BatchPacker(target.stores().tracking().limits(), packed -> {
            send(run.id(), packed.batch());
            progress.values(packed.batch().size());
            packed.offsets().forEach((writer, end) -> acknowledged.delivered(Acknowledged.Lane.DATA, writer, end));
        });
        JournalCursor.read(folder, acknowledged, Acknowledged.Lane.DATA, (writer, entry, end) -> {
            if (entry instanceof Entry.Input input) {
                packer.flush();
                input(run.id(), input.input());
                progress.values(1);
            }
            packer.add(writer, entry, end);
            return true;
        });
        packer.flush();
    }

    private void input(String runId, DatasetInput input) {
        try {
            target.stores().tracking().logInputs(runId, List.of(input));
        } catch (NotFoundException e) {
            throw gone(runId);
        } catch (RefusedException e) {
            refuse("dataset '" + input.name() + "'", e);
        }
    }

    /** Sends a batch; one that is refused is halved until what the server does not take is alone. */
    void send(String runId, Batch batch) {
        if (batch.size() == 0) {
            return;
        }
        TrackingStore tracking = target.stores().tracking();
        try {
            tracking.logBatch(runId, batch);
        } catch (NotFoundException e) {
            throw gone(runId);
        } catch (RefusedException e) {
            if (batch.size() > 1) {
                send(runId, part(batch, 0, batch.size() / 2));
                send(runId, part(batch, batch.size() / 2, batch.size()));
            } else if (!tracking.run(runId).active()) {
                throw gone(runId);
            } else {
                refuse(nameOf(batch), e);
            }
        }
    }

    private static BlockedException gone(String runId) {
        return new BlockedException(
                "run " + runId + " is deleted on the server: restore it in the MLflow UI, then sync");
    }

    private void refuse(String what, RefusedException e) {
        String words = what + ": " + e.getMessage();
        LOG.warn("The server refused {} It stays in the local store.", words);
        acknowledged.refused(words);
    }

    private static String nameOf(Batch batch) {
        if (!batch.params().isEmpty()) {
            return "param '" + batch.params().keySet().iterator().next() + "'";
        }
        if (!batch.tags().isEmpty()) {
            return "tag '" + batch.tags().keySet().iterator().next() + "'";
        }
        MetricPoint point = batch.metrics().get(0);
        return "metric '" + point.key() + "' at step " + point.step();
    }

    /** The entries from one position to another: params first, then tags, then metrics. */
    private static Batch part(Batch batch, int from, int to) {
        int params = batch.params().size();
        int tags = params + batch.tags().size();
        return new Batch(
                batch.metrics().subList(Math.max(0, from - tags), Math.max(0, to - tags)),
                part(batch.params(), from, to),
                part(batch.tags(), from - params, to - params));
    }

    private static Map<String, String> part(Map<String, String> all, int from, int to) {
        Map<String, String> part = new LinkedHashMap<>();
        int position = 0;
        for (Map.Entry<String, String> entry : all.entrySet()) {
            if (position >= from && position < to) {
                part.put(entry.getKey(), entry.getValue());
            }
            position++;
        }
        return part;
    }
}
