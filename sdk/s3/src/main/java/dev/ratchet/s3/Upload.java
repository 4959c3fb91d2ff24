/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.RefusedException;
import dev.ratchet.store.parts.FileSlice;
import dev.ratchet.store.parts.PartThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.nio.file.Path;
import java.util.Optional;

/** Puts one file, unless an object of the same size and digest is there. */
record Upload(
        S3Client client,
        S3Settings settings,
        Failures failures,
        PartThreads parts,
        S3Address target,
        Path file,
        String sha256) {

    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

    void run() {
        long size = FileParts.sizeOf(file);
        boolean large = size >= settings.sizes().uploadMinimum();
        long partSize = large ? settings.sizes().uploadPart(size) : Long.MAX_VALUE;
        // Before the question, so that nothing is said to be there which the file no longer is.
        FileParts read = FileParts.of(file, partSize);
        if (!read.sha256().equals(sha256)) {
            throw changed();
        }
        if (isThere(read)) {
            LOG.debug("{} is there with the same size and digest.", target);
        } else if (large) {
            new MultipartUpload(this, read).run();
        } else {
            put(read);
        }
    }

    private void put(FileParts read) {
        PutObjectRequest request = settings.arguments()
                .apply(PutObjectRequest.builder(), target.key())
                .bucket(target.bucket())
                .key(target.key())
                .expectedBucketOwner(settings.bucketOwner())
                .contentLength(read.size())
                .checksumSHA256(read.parts().get(0).sha256())
                .build();
        FileSlice all = new FileSlice(file, 0, read.size());
        failures.told("Uploading to", target, () -> {
            try {
                return client.putObject(request, body(all));
            } catch (S3Exception e) {
                throw Failures.saysOtherBytes(e) ? changed() : e;
            }
        });
    }

    static RequestBody body(FileSlice slice) {
        return RequestBody.fromContentProvider(slice::open, slice.length(), "application/octet-stream");
    }

    /** Whether the storage says that it has these bytes; where it may not say, they are sent. */
    boolean isThere(FileParts read) {
        return head().filter(head -> head.contentLength() != null && head.contentLength() == read.size())
                .map(HeadObjectResponse::checksumSHA256)
                .filter(digest -> digest.equals(read.digestOfObject()))
                .isPresent();
    }

    private Optional<HeadObjectResponse> head() {
        return failures.told("Asking for", target, () -> {
            try {
                return Optional.of(client.headObject(HeadObjectRequest.builder()
                        .bucket(target.bucket())
                        .key(target.key())
                        .expectedBucketOwner(settings.bucketOwner())
                        .checksumMode(ChecksumMode.ENABLED)
                        .build()));
            } catch (S3Exception e) {
                // 403 is also said of what is not there, to those who may not list.
                if (e.statusCode() == 404 || e.statusCode() == 403) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    RefusedException changed() {
        return new RefusedException("The bytes of " + file + " are not those with SHA-256 " + sha256
                + "; the file was changed. Log it again.");
    }
}
