/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.store.parts.PartThreads;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gets one object, a large one in several ranges at once. */
record Download(S3Client client, S3Settings settings, Failures failures, PartThreads parts, S3Address source) {

    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** Ends in a file that appears only when all bytes have come. */
    void to(Path target) {
        Path absolute = target.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new RatchetException("Cannot write " + target + ": it is a root.");
        }
        Path part = parent.resolve(".ratchet-" + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(parent);
            Files.createFile(part);
            long size = fetch(part);
            if (Files.size(part) != size) {
                throw new RatchetException("Of " + source + " have come " + Files.size(part) + " bytes in place of "
                        + size + ". Download it again.");
            }
            move(part, absolute);
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + target + ": " + e, e);
        } finally {
            deleteQuietly(part);
        }
    }

    /** The size of what was fetched. */
    private long fetch(Path part) {
        long rangeSize = settings.sizes().downloadPart();
        ResponseInputStream<GetObjectResponse> first = first(rangeSize);
        GetObjectResponse head = first.response();
        long size = sizeOf(head);
        long firstLength = Math.min(size, head.contentRange() == null ? size : head.contentLength());
        List<Range> rest = new ArrayList<>();
        for (long at = firstLength; at < size; at += rangeSize) {
            rest.add(new Range(this, part, head.eTag(), at, Math.min(size, at + rangeSize)));
        }
        PartThreads.Begun begun = parts.begin(rest);
        boolean succeeded = false;
        try {
            new Range(this, part, head.eTag(), 0, firstLength).fetch(first);
            succeeded = true;
        } finally {
            if (!succeeded) {
                begun.stop();
            }
        }
        begun.await();
        return size;
    }

    private ResponseInputStream<GetObjectResponse> first(long length) {
        return failures.told("Downloading", source, () -> {
            try {
                return client.getObject(request -> request.bucket(source.bucket())
                        .key(source.key())
                        .expectedBucketOwner(settings.bucketOwner())
                        .range("bytes=0-" + (length - 1)));
            } catch (S3Exception e) {
                if (e.statusCode() != RANGE_NOT_SATISFIABLE) {
                    throw e;
                }
                // An empty object has no first byte.
                return client.getObject(request ->
                        request.bucket(source.bucket()).key(source.key()).expectedBucketOwner(settings.bucketOwner()));
            }
        });
    }

    private static long sizeOf(GetObjectResponse head) {
        String range = head.contentRange();
        return range == null
                ? head.contentLength()
                : Long.parseLong(range.substring(range.indexOf('/') + 1).strip());
    }

    /** The bytes from one offset up to another, of the object that was there at first. */
    ResponseInputStream<GetObjectResponse> open(String etag, long from, long to) {
        ResponseInputStream<GetObjectResponse> answer = failures.told("Downloading", source, () -> {
            try {
                return client.getObject(request -> request.bucket(source.bucket())
                        .key(source.key())
                        .expectedBucketOwner(settings.bucketOwner())
                        .ifMatch(etag)
                        .range("bytes=" + from + "-" + (to - 1)));
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == RANGE_NOT_SATISFIABLE) {
                    throw new NotFoundException(source + " was replaced while it was downloaded. Download it again.");
                }
                throw e;
            }
        });
        String range = answer.response().contentRange();
        if (from > 0 && (range == null || !range.startsWith("bytes " + from + "-"))) {
            answer.abort();
            throw new RatchetException("The storage sent other bytes of " + source + " than those from " + from
                    + " on. Set MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE to more than its size if it knows no ranges.");
        }
        return answer;
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // A hidden part file stays; the download itself has been told.
        }
    }
}
