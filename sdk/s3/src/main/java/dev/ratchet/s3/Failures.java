/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

import javax.net.ssl.SSLException;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the storage's answers mean, in words that say what to do; by status and code, never with a signature. */
record Failures(S3Settings settings) {

    private static final Set<String> WRONG_KEYS = Set.of(
            "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired");
    private static final Set<String> WRONG_REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");
    private static final Set<String> WRONG_BYTES =
            Set.of("BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch");

    /** Makes a call; what the SDK throws becomes an exception of ours. */
    <T> T told(String doing, S3Address at, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw answered(doing, at, e);
        } catch (SdkException e) {
            throw unanswered(doing, at, e);
        }
    }

    RatchetException answered(String doing, S3Address at, AwsServiceException e) {
        String code = code(e);
        int status = e.statusCode();
        String what =
                doing + " " + at + " at " + where() + " gave HTTP " + status + (code.isEmpty() ? "" : ", " + code);
        if (status == 408 || status == 429 || status >= 500) {
            return new UnavailableException(what + ". It cannot answer now.", true, e);
        }
        if (code.equals("NoSuchBucket")) {
            return new MisconfiguredException(
                    MisconfiguredException.Reason.ADDRESS,
                    what + ": there is no bucket '" + at.bucket() + "'. Check the server's --default-artifact-root, and"
                            + " MLFLOW_S3_ENDPOINT_URL if the storage is not Amazon's; or create the bucket.");
        }
        if (WRONG_KEYS.contains(code)) {
            return new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    what + ": the credentials are not valid there. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
                            + " AWS_SESSION_TOKEN, or the profile or role that is used.");
        }
        if (status == 301 || WRONG_REGION.contains(code)) {
            String region = header(e, "x-amz-bucket-region").orElse("the bucket's region");
            return new MisconfiguredException(
                    what + ": the bucket is in another region. Set AWS_REGION to " + region + ".");
        }
        if (status == 401 || status == 403) {
            return new MisconfiguredException(
                    MisconfiguredException.Reason.PERMISSION,
                    what + ": access denied. Whoever has these credentials needs s3:ListBucket and"
                            + " s3:ListBucketMultipartUploads on the bucket '" + at.bucket() + "', and s3:GetObject,"
                            + " s3:PutObject, s3:AbortMultipartUpload and s3:ListMultipartUploadParts on its objects.");
        }
        if (status == 404) {
            return new NotFoundException("There is no file " + at + " (" + where() + ").");
        }
        return new RefusedException(what + ": " + words(e));
    }

    private RatchetException unanswered(String doing, S3Address at, SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new MisconfiguredException("No TLS connection to " + where() + ": " + cause.getMessage()
                        + ". If its certificate is not from a public authority, name that authority's file in"
                        + " AWS_CA_BUNDLE; for experiments set MLFLOW_S3_IGNORE_TLS=true.");
            }
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new UnavailableException(
                doing + " " + at + " at " + where() + " broke off ("
                        + root.getClass().getSimpleName() + ": " + root.getMessage()
                        + "). Is the storage running there?",
                true,
                e);
    }

    /** Whether the storage found other bytes than were announced. */
    static boolean saysOtherBytes(AwsServiceException e) {
        return WRONG_BYTES.contains(code(e));
    }

    static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String words(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "no reason given" : details.errorMessage();
    }

    private static Optional<String> header(AwsServiceException e, String name) {
        AwsErrorDetails details = e.awsErrorDetails();
        SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
        return response == null ? Optional.empty() : response.firstMatchingHeader(name);
    }

    private String where() {
        URI endpoint = settings.endpoint();
        return endpoint == null ? "Amazon S3" : endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    }
}
