/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.internal.io.FileOps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One process's file of one run. An entry that {@link #append} returned for survives the end of the process at any
 * instant; after {@link #force} it survives the loss of power. An entry that cannot be written is counted and said
 * once, and never thrown. Thread-safe.
 */
public final class JournalWriter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final Path path;
    private final FrameWriter frames;
    private long lost;
    private String lostReason = "";
    private boolean said;
    private boolean forced;
    private boolean closed;

    /** Opens a new file and says who writes it. */
    public JournalWriter(Path path, Entry.WriterOpened header) throws IOException {
        this.path = path;
        this.frames = new FrameWriter(path);
        try {
            frames.append(out -> EntryCodec.encode(header, out));
        } catch (IOException e) {
            frames.close();
            throw e;
        }
    }

    /** Writes an entry; false when it could not be written. */
    public synchronized boolean append(Entry entry) {
        return write(entry, weightOf(entry), false);
    }

    /** How many values of the user's an entry holds. */
    private static int weightOf(Entry entry) {
        if (entry instanceof Entry.Params params) {
            return params.params().size();
        }
        if (entry instanceof Entry.Tags tags) {
            return tags.tags().size();
        }
        if (entry instanceof Entry.ModelMetrics metrics) {
            return metrics.values().length;
        }
        return entry instanceof Entry.RunEnded || entry instanceof Entry.Lost ? 0 : 1;
    }

    /** Writes values of metrics without an object per value; false when they could not be written. */
    public synchronized boolean appendMetrics(long time, long step, List<String> keys, double[] values) {
        return write(new Entry.Metrics(time, step, keys, values), values.length, true);
    }

    private boolean write(Entry entry, int weight, boolean often) {
        if (closed) {
            return lose(weight, "the run is closed");
        }
        try {
            if (often) {
                frames.appendOften(out -> EntryCodec.encode(entry, out));
            } else {
                frames.append(out -> EntryCodec.encode(entry, out));
            }
            return true;
        } catch (IOException | InternalError e) {
            // An InternalError is a page of a mapped file that the disk failed to give, noticed late.
            return lose(weight, String.valueOf(e.getMessage()));
        }
    }

    private boolean lose(int weight, String reason) {
        if (!said) {
            said = true;
            LOG.warn(
                    "'{}' cannot be written ({}): what is logged from now on may be missing. Training goes on; the run"
                            + " will say how many values are missing.",
                    path,
                    reason);
        }
        lost += weight;
        lostReason = reason;
        return false;
    }

    /** How many values could not be written. */
    public synchronized long lost() {
        return lost;
    }

    /** Why the last of them could not. */
    public synchronized String lostReason() {
        return lostReason;
    }

    /** Where the file ends. */
    public synchronized long length() {
        return frames.length();
    }

    /** Forces what was written to the disk. */
    public synchronized void force() {
        if (!closed) {
            try {
                frames.force();
                if (!forced) {
                    forced = true;
                    forceNames();
                }
            } catch (IOException e) {
                lose(0, "forcing it to the disk failed: " + e.getMessage());
            }
        }
    }

    /** A new file survives the loss of power only when its directories do. */
    private void forceNames() {
        Path folder = path.toAbsolutePath().getParent();
        for (int i = 0; i < 2 && folder != null; i++) {
            FileOps.forceDirectory(folder);
            folder = folder.getParent();
        }
    }

    /** Writes the last entry, forces all to the disk and closes the file. Idempotent. */
    public synchronized void close(long time) {
        if (closed) {
            return;
        }
        write(new Entry.WriterClosed(time), 0, false);
        force();
        closed = true;
        try {
            frames.close();
        } catch (IOException e) {
            LOG.debug("closing '{}' failed: {}", path, e.getMessage());
        }
    }

    @Override
    public void close() {
        close(System.currentTimeMillis());
    }
}
