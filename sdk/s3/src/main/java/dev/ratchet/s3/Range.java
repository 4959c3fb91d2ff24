/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Some bytes of an object on their way to their place in a file; where the way breaks off they go on from there. */
final class Range implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Range.class);
    private static final int BUFFER = 1 << 16;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Download download;
    private final Path file;
    private final String etag;
    private final long to;
    private long at;

    /** From an offset up to another one, which is not in it. */
    Range(Download download, Path file, String etag, long from, long to) {
        this.download = download;
        this.file = file;
        this.etag = etag;
        this.at = from;
        this.to = to;
    }

    @Override
    public void run() {
        fetch(download.open(etag, at, to));
    }

    /** Takes what comes, and asks for the rest where it breaks off. */
    void fetch(ResponseInputStream<GetObjectResponse> first) {
        ResponseInputStream<GetObjectResponse> in = first;
        int failures = 0;
        while (true) {
            long before = at;
            Exception reason = take(in);
            if (at == to) {
                return;
            }
            failures = at > before ? 1 : failures + 1;
            if (failures > download.settings().retries()) {
                throw new UnavailableException(
                        "Downloading " + download.source() + " broke off at byte " + at + " (" + reason.getMessage()
                                + "), also at further attempts.",
                        true,
                        reason);
            }
            LOG.debug("{} broke off at byte {}: {}", download.source(), at, reason.getMessage());
            pause(failures);
            in = download.open(etag, at, to);
        }
    }

    /** Why it ended. */
    private Exception take(ResponseInputStream<GetObjectResponse> in) {
        try (RandomAccessFile out = open()) {
            byte[] buffer = new byte[BUFFER];
            while (at < to) {
                int n = read(in, buffer, (int) Math.min(BUFFER, to - at));
                if (n < 0) {
                    break;
                }
                out.write(buffer, 0, n);
                at += n;
            }
            return new IOException("the answer ended too early");
        } catch (BrokenException e) {
            return e;
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + file + ": " + e, e);
        } finally {
            // Where all has been read the connection is kept all the same.
            if (at < to) {
                in.abort();
            }
            closeQuietly(in);
        }
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
        out.seek(at);
        return out;
    }

    private static int read(InputStream in, byte[] buffer, int length) throws BrokenException {
        try {
            return in.read(buffer, 0, length);
        } catch (IOException | SdkException e) {
            throw new BrokenException(e);
        }
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException | SdkException e) {
            LOG.trace("A connection could not be closed: {}", e.getMessage());
        }
    }

    private static void pause(int failures) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(10, failures - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The thread was interrupted while a download waited to go on.", true, e);
        }
    }

    /** The way from the storage broke off; other troubles are on our own disk. */
    private static final class BrokenException extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenException(Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
