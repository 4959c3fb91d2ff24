/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.io.IOException;
import java.net.URLConnection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code MLFLOW_S3_UPLOAD_EXTRA_ARGS} says of every upload, by the names that boto3 gives it. */
record UploadArguments(Map<String, String> values) {

    private static final String VARIABLE = "MLFLOW_S3_UPLOAD_EXTRA_ARGS";

    private static final Map<String, Argument> KNOWN = Map.of(
            "ACL", new Argument(PutObjectRequest.Builder::acl, CreateMultipartUploadRequest.Builder::acl),
            "CacheControl",
                    new Argument(
                            PutObjectRequest.Builder::cacheControl, CreateMultipartUploadRequest.Builder::cacheControl),
            "ContentEncoding",
                    new Argument(
                            PutObjectRequest.Builder::contentEncoding,
                            CreateMultipartUploadRequest.Builder::contentEncoding),
            "ContentType",
                    new Argument(
                            PutObjectRequest.Builder::contentType, CreateMultipartUploadRequest.Builder::contentType),
            "SSEKMSEncryptionContext",
                    new Argument(
                            PutObjectRequest.Builder::ssekmsEncryptionContext,
                            CreateMultipartUploadRequest.Builder::ssekmsEncryptionContext),
            "SSEKMSKeyId",
                    new Argument(
                            PutObjectRequest.Builder::ssekmsKeyId, CreateMultipartUploadRequest.Builder::ssekmsKeyId),
            "ServerSideEncryption",
                    new Argument(
                            PutObjectRequest.Builder::serverSideEncryption,
                            CreateMultipartUploadRequest.Builder::serverSideEncryption),
            "StorageClass",
                    new Argument(
                            PutObjectRequest.Builder::storageClass, CreateMultipartUploadRequest.Builder::storageClass),
            "Tagging", new Argument(PutObjectRequest.Builder::tagging, CreateMultipartUploadRequest.Builder::tagging));

    private interface OfPut {
        PutObjectRequest.Builder set(PutObjectRequest.Builder request, String value);
    }

    private interface OfParts {
        CreateMultipartUploadRequest.Builder set(CreateMultipartUploadRequest.Builder request, String value);
    }

    private record Argument(OfPut put, OfParts parts) {}

    static UploadArguments of(StoreSettings settings) {
        Map<String, String> values =
                settings.get(VARIABLE).map(UploadArguments::parse).orElse(Map.of());
        for (String name : values.keySet()) {
            if (!KNOWN.containsKey(name)) {
                throw new MisconfiguredException(VARIABLE + " has '" + name + "', which Ratchet cannot say; it can say "
                        + String.join(", ", new TreeSet<>(KNOWN.keySet())) + ".");
            }
        }
        return new UploadArguments(values);
    }

    private static Map<String, String> parse(String json) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw noObject();
            }
            for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (!parser.nextToken().isScalarValue()) {
                    throw noObject();
                }
                values.put(name, parser.getText());
            }
            return values;
        } catch (IOException e) {
            throw noObject();
        }
    }

    /** Without the text, which may hold an encryption key. */
    private static MisconfiguredException noObject() {
        return new MisconfiguredException(
                VARIABLE + " is no JSON object of texts; give one such as {\"ServerSideEncryption\": \"AES256\"}.");
    }

    PutObjectRequest.Builder apply(PutObjectRequest.Builder request, String name) {
        request.contentType(contentType(name));
        values.forEach((argument, value) -> known(argument).put().set(request, value));
        return request;
    }

    CreateMultipartUploadRequest.Builder apply(CreateMultipartUploadRequest.Builder request, String name) {
        request.contentType(contentType(name));
        values.forEach((argument, value) -> known(argument).parts().set(request, value));
        return request;
    }

    private static Argument known(String name) {
        Argument argument = KNOWN.get(name);
        if (argument == null) {
            throw new IllegalStateException(name);
        }
        return argument;
    }

    private static String contentType(String name) {
        @Nullable String guessed = URLConnection.guessContentTypeFromName(name);
        return guessed == null ? "application/octet-stream" : guessed;
    }
}
