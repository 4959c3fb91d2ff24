/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import com.sun.net.httpserver.HttpServer;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.ArtifactStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is said when storage cannot be used, and what to do about it; by storage that refuses. */
@Timeout(120)
class S3MessagesTest {

    private static final String ROOT = "s3://bucket/1/abc/artifacts";

    @TempDir
    private Path folder;

    private HttpServer storage;
    private volatile int status = 403;
    private volatile String code = "AccessDenied";

    @BeforeEach
    void start() throws IOException {
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code
                            + "</Code><Message>words of the storage</Message>"
                            + "<StringToSign>AWS4-HMAC-SHA256 to-sign</StringToSign></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-central-1");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        storage.start();
    }

    @AfterEach
    void stop() {
        storage.stop(0);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + storage.getAddress().getPort());
    }

    private ArtifactStore store() {
        return S3Mock.open(uri(), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, PERMISSION, access denied, s3:PutObject",
        "404, NoSuchBucket, ADDRESS, no bucket 'bucket', --default-artifact-root",
        "403, InvalidAccessKeyId, CREDENTIALS, not valid there, AWS_ACCESS_KEY_ID",
        "403, SignatureDoesNotMatch, CREDENTIALS, not valid there, AWS_SECRET_ACCESS_KEY",
        "400, ExpiredToken, CREDENTIALS, not valid there, AWS_SESSION_TOKEN",
        "301, PermanentRedirect, OTHER, another region, AWS_REGION to eu-central-1"
    })
    void refusals_sayWhatToDo(
            int refusal, String word, MisconfiguredException.Reason reason, String what, String remedy)
            throws IOException {
        status = refusal;
        code = word;
        Path file = Files.writeString(folder.resolve("file"), "x");
        String digest = TestFiles.sha256(file);

        for (Runnable call : java.util.List.<Runnable>of(
                () -> store().list(ROOT, ""), () -> store().download(ROOT, "a.txt", folder.resolve("target")))) {
            MisconfiguredException thrown = catchThrowableOfType(MisconfiguredException.class, call::run);
            assertThat(thrown).hasMessageContainingAll("s3://bucket/", uri().toString(), word, what, remedy);
            assertThat(thrown.reason()).isEqualTo(reason);
        }
        if (refusal == 403 || refusal == 404) {
            assertThatThrownBy(() -> store().upload(ROOT, "a.txt", file, digest))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll(what, remedy);
        }
    }

    @Test
    void messages_holdNoSecretsAndNoSignatures() {
        code = "SignatureDoesNotMatch";

        RatchetException thrown = catchThrowableOfType(RatchetException.class, () -> store().list(ROOT, ""));

        assertThat(thrown.getMessage()).doesNotContain(S3Mock.SECRET_KEY, S3Mock.ACCESS_KEY, "AWS4-HMAC-SHA256");
    }

    @Test
    void missingObject_isNotFound() {
        status = 404;
        code = "NoSuchKey";

        assertThatThrownBy(() -> store().download(ROOT, "none.txt", folder.resolve("target")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none.txt");
    }

    @Test
    void storageThatIsBusy_isUnavailable() {
        status = 503;
        code = "SlowDown";

        assertThatThrownBy(() -> store().list(ROOT, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("503", "SlowDown");
    }

    @Test
    void storageThatIsNotThere_isUnavailable() {
        URI address = uri();
        storage.stop(0);

        assertThatThrownBy(() -> S3Mock.open(address, Map.of()).list(ROOT, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll(address.toString(), "Is the storage running there?");
    }

    @Test
    void noCredentials_saysWhereTheyAreLookedFor() {
        ArtifactStore store =
                S3Mock.open(Map.of("MLFLOW_S3_ENDPOINT_URL", uri().toString(), "AWS_REGION", "us-east-1"));

        MisconfiguredException thrown = catchThrowableOfType(MisconfiguredException.class, () -> store.list(ROOT, ""));

        assertThat(thrown).hasMessageContainingAll("no credentials", "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "sts");
        assertThat(thrown.reason()).isEqualTo(MisconfiguredException.Reason.CREDENTIALS);
    }

    @Test
    void noRegion_saysHowToSetIt() {
        ArtifactStore store = S3Mock.open(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));

        assertThatThrownBy(() -> store.list(ROOT, ""))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("no region", "AWS_REGION", "MLFLOW_S3_ENDPOINT_URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MLFLOW_S3_ENDPOINT_URL | localhost:9000 | https://s3.example.com",
                "MLFLOW_S3_ENDPOINT_URL | https://me:pw@host | without user and password",
                "MLFLOW_S3_IGNORE_TLS | perhaps | true or 1",
                "MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE | other | virtual",
                "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE | 1000 | 5242880",
                "MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE | many | number of bytes",
                "RATCHET_PARALLEL_TRANSFERS | 99 | 32",
                "MLFLOW_S3_UPLOAD_EXTRA_ARGS | AES256 | JSON",
                "MLFLOW_S3_UPLOAD_EXTRA_ARGS | {\"SSECustomerKey\": \"k\"} | ServerSideEncryption",
                "AWS_SESSION_TOKEN | t | ",
            })
    void wrongSettings_areSaidBeforeAnythingMoves(String variable, String value, String words) {
        if (words == null) {
            assertThat(S3Mock.open(uri(), Map.of(variable, value))).isNotNull();
        } else {
            assertThatThrownBy(() -> S3Mock.open(uri(), Map.of(variable, value)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll(variable, words)
                    .hasMessageNotContaining("me:pw");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void halfAKey_isMisconfigured(String variable) {
        assertThatThrownBy(() -> S3Mock.open(Map.of(variable, "half")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "belong together")
                .hasMessageNotContaining("half,");
    }

    @Test
    void rootWithoutABucket_isMisconfigured() {
        assertThatThrownBy(() -> store().list("s3:///prefix", ""))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("s3://bucket/prefix");
    }
}
