/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An upload in parts that has not ended.
 *
 * @param id the storage's
 * @param parts what is there of it, by number
 */
record BegunUpload(String id, Map<Integer, CompletedPart> parts) {

    private static final Logger LOG = LoggerFactory.getLogger(BegunUpload.class);

    BegunUpload {
        parts = Map.copyOf(parts);
    }

    /** The one for this file that is farthest; empty where there is none, or where it may not be looked for. */
    static Optional<BegunUpload> find(Upload upload, FileParts read) {
        return upload.failures().told("Looking for uploads of", upload.target(), () -> {
            try {
                return farthest(upload, read);
            } catch (S3Exception e) {
                if (e.statusCode() >= 500 || e.statusCode() == 404) {
                    throw e;
                }
                LOG.debug("Uploads of {} that have not ended cannot be listed: {}", upload.target(), Failures.code(e));
                return Optional.empty();
            }
        });
    }

    private static Optional<BegunUpload> farthest(Upload upload, FileParts read) {
        BegunUpload best = null;
        for (String id : ids(upload)) {
            Optional<BegunUpload> found = ofThisFile(upload, read, id);
            if (found.isPresent()
                    && (best == null
                            || found.get().parts().size() > best.parts().size())) {
                best = found.get();
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<String> ids(Upload upload) {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(upload.target().bucket())
                .prefix(upload.target().key())
                .expectedBucketOwner(upload.settings().bucketOwner())
                .build();
        List<String> ids = new ArrayList<>();
        for (ListMultipartUploadsResponse page : upload.client().listMultipartUploadsPaginator(request)) {
            page.uploads().stream()
                    .filter(begun -> begun.key().equals(upload.target().key()))
                    .map(MultipartUpload::uploadId)
                    .forEach(ids::add);
        }
        return ids;
    }

    /** An upload with a part that is not ours is of another file, or of another program; one without parts proves nothing. */
    private static Optional<BegunUpload> ofThisFile(Upload upload, FileParts read, String id) {
        ListPartsRequest request = ListPartsRequest.builder()
                .bucket(upload.target().bucket())
                .key(upload.target().key())
                .expectedBucketOwner(upload.settings().bucketOwner())
                .uploadId(id)
                .build();
        Map<Integer, CompletedPart> parts = new HashMap<>();
        for (ListPartsResponse page : upload.client().listPartsPaginator(request)) {
            for (Part there : page.parts()) {
                if (!isOurs(there, read)) {
                    return Optional.empty();
                }
                FileParts.Part part = read.parts().get(there.partNumber() - 1);
                parts.put(part.number(), dev.ratchet.s3.MultipartUpload.completed(part, there.eTag()));
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new BegunUpload(id, parts));
    }

    private static boolean isOurs(Part there, FileParts read) {
        if (there.partNumber() < 1 || there.partNumber() > read.parts().size()) {
            return false;
        }
        FileParts.Part part = read.parts().get(there.partNumber() - 1);
        return there.size() == part.length() && part.sha256().equals(there.checksumSHA256());
    }
}
