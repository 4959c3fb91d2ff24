/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.parts.FileSlice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts one large file in parts. One that an earlier call, or an earlier process, began and did not end is gone on with:
 * the storage lists its parts, and those whose digest is that of ours are not sent again.
 */
record MultipartUpload(Upload upload, FileParts read) {

    private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

    void run() {
        Optional<BegunUpload> begun = BegunUpload.find(upload, read);
        try {
            if (begun.isPresent()) {
                LOG.info(
                        "Going on with the upload of {}: {} of {} parts are there.",
                        upload.target(),
                        begun.get().parts().size(),
                        read.parts().size());
                send(begun.get());
            } else {
                send(create());
            }
        } catch (GoneException e) {
            // Another process has ended it, or a rule of the bucket has thrown it away.
            if (!upload.isThere(read)) {
                send(create());
            }
        }
    }

    private BegunUpload create() {
        CreateMultipartUploadRequest request = upload.settings()
                .arguments()
                .apply(CreateMultipartUploadRequest.builder(), upload.target().key())
                .bucket(upload.target().bucket())
                .key(upload.target().key())
                .expectedBucketOwner(upload.settings().bucketOwner())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .build();
        String id = upload.failures()
                .told(
                        "Beginning to upload to",
                        upload.target(),
                        () -> upload.client().createMultipartUpload(request).uploadId());
        return new BegunUpload(id, Map.of());
    }

    private void send(BegunUpload begun) {
        Map<Integer, CompletedPart> done = new ConcurrentHashMap<>(begun.parts());
        List<Runnable> missing = new ArrayList<>();
        for (FileParts.Part part : read.parts()) {
            if (!done.containsKey(part.number())) {
                missing.add(() -> done.put(part.number(), send(begun, part)));
            }
        }
        boolean kept = false;
        try {
            upload.parts().run(missing);
            complete(
                    begun,
                    read.parts().stream().map(part -> done.get(part.number())).toList());
            kept = true;
        } catch (UnavailableException | GoneException e) {
            // What is there stays for the next call.
            kept = true;
            throw e;
        } finally {
            if (!kept) {
                abort(begun);
            }
        }
    }

    private CompletedPart send(BegunUpload begun, FileParts.Part part) {
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(upload.target().bucket())
                .key(upload.target().key())
                .expectedBucketOwner(upload.settings().bucketOwner())
                .uploadId(begun.id())
                .partNumber(part.number())
                .contentLength(part.length())
                .checksumSHA256(part.sha256())
                .build();
        FileSlice slice = new FileSlice(upload.file(), part.offset(), part.length());
        String what = "Uploading part " + part.number() + " of " + read.parts().size() + " to";
        UploadPartResponse answer = upload.failures().told(what, upload.target(), () -> {
            try {
                return upload.client().uploadPart(request, Upload.body(slice));
            } catch (S3Exception e) {
                throw Failures.saysOtherBytes(e) ? upload.changed() : goneOr(e);
            }
        });
        return completed(part, answer.eTag());
    }

    static CompletedPart completed(FileParts.Part part, String etag) {
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(etag)
                .checksumSHA256(part.sha256())
                .build();
    }

    private void complete(BegunUpload begun, List<CompletedPart> parts) {
        upload.failures().told("Ending the upload to", upload.target(), () -> {
            try {
                return upload.client()
                        .completeMultipartUpload(
                                request -> request.bucket(upload.target().bucket())
                                        .key(upload.target().key())
                                        .expectedBucketOwner(upload.settings().bucketOwner())
                                        .uploadId(begun.id())
                                        .multipartUpload(all -> all.parts(parts)));
            } catch (S3Exception e) {
                throw goneOr(e);
            }
        });
    }

    private static RuntimeException goneOr(AwsServiceException e) {
        return Failures.code(e).equals("NoSuchUpload") ? new GoneException() : e;
    }

    /** So that nobody pays for parts which will never be a file. */
    private void abort(BegunUpload begun) {
        try {
            upload.client()
                    .abortMultipartUpload(
                            request -> request.bucket(upload.target().bucket())
                                    .key(upload.target().key())
                                    .expectedBucketOwner(upload.settings().bucketOwner())
                                    .uploadId(begun.id()));
        } catch (SdkException | RefusedException e) {
            LOG.debug("The upload of {} that failed could not be thrown away: {}", upload.target(), e.getMessage());
        }
    }

    /** The storage does not know this upload any more. */
    private static final class GoneException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GoneException() {
            super(null, null, false, false);
        }
    }
}
