/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.mlflow.ScriptedServer.Request;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Files that move past the server, between us and a storage that the server gives signed addresses of. */
class SignedTransfersTest {

    private static final String ROOT = "mlflow-artifacts:/1/abc/artifacts";
    private static final String SIGNATURE = "X-Amz-Signature=s3cret-signature";
    private static final String SHA256_OF_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    private static final String MD5_OF_X = "ndTkYSaMgDT1yFZOFVxnpg==";
    private static final Map<String, String> SETTINGS = Map.of(
            "MLFLOW_TRACKING_USERNAME", "ann",
            "MLFLOW_TRACKING_PASSWORD", "p4ssword",
            "MLFLOW_WORKSPACE", "team",
            "RATCHET_HTTP_HEADERS", "X-Team: red",
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2",
            "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "1");

    @TempDir
    private Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private final ScriptedServer storage = new ScriptedServer();
    private Path file;

    @BeforeEach
    void offer() throws IOException {
        file = Files.writeString(folder.resolve("file"), "x");
        server.on(
                "server-info",
                Reply.json(200, "{\"multipart_uploads_enabled\": true, \"multipart_downloads_enabled\": true}"));
        server.on("mpu/create/1/abc/artifacts", Reply.json(200, """
                {"upload_id": "u1", "credentials": [{"url": "%s", "part_number": 1, "headers": {"x-given": "yes"}}]}""".formatted(address())));
        server.on("mpu/complete/1/abc/artifacts", Reply.json(200, "{}"));
        server.on("mpu/abort/1/abc/artifacts", Reply.json(200, "{}"));
        server.on("presigned/1/abc/artifacts/a.bin", Reply.json(200, """
                {"url": "%s", "headers": {}, "file_size": 5}""".formatted(address())));
        server.on("artifacts/1/abc/artifacts/a.bin", Reply.text(200, "12345"));
        storage.on("/bucket/object", Reply.text(200, "12345").with("ETag", "\"tag-1\""));
    }

    @AfterEach
    void stop() {
        server.close();
        storage.close();
    }

    private String address() {
        return storage.uri() + "/bucket/object?partNumber=1&" + SIGNATURE;
    }

    private Stores open(String... more) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.putAll(OpenedStores.map(more));
        return OpenedStores.at(server.uri(), all);
    }

    private void upload(Stores stores) {
        stores.artifacts().upload(ROOT, "a.bin", file, SHA256_OF_X);
    }

    @Test
    void parts_goToTheStorage_andTheServerPutsThemTogether() {
        try (Stores stores = open()) {
            upload(stores);
        }

        assertThat(server.requests("mpu/create").get(0).body()).contains("\"path\":\"a.bin\"", "\"num_parts\":1");
        Request part = storage.requests().get(0);
        assertThat(part.method()).isEqualTo("PUT");
        assertThat(part.body()).isEqualTo("x");
        assertThat(part.headers().getFirst("x-given")).isEqualTo("yes");
        assertThat(part.headers().getFirst("Content-MD5")).isEqualTo(MD5_OF_X);
        assertThat(server.requests("mpu/complete").get(0).body())
                .contains("\"upload_id\":\"u1\"", "\"part_number\":1", "tag-1");
        assertThat(server.requests("/artifacts/1/abc/artifacts/a.bin")).isEmpty();
    }

    @Test
    void storage_getsNothingThatIsForTheServer() {
        try (Stores stores = open()) {
            upload(stores);
            stores.artifacts().download(ROOT, "a.bin", folder.resolve("target"));
        }

        assertThat(storage.requests()).hasSize(2);
        for (Request request : storage.requests()) {
            assertThat(request.headers().keySet())
                    .doesNotContain("Authorization", "X-mlflow-workspace", "X-team", "Cookie");
        }
        assertThat(server.requests("mpu/create").get(0).headers().keySet())
                .contains("Authorization", "X-mlflow-workspace", "X-team");
    }

    @Test
    void partThatFails_isSentAgain() {
        storage.on(
                "/bucket/object",
                Reply.text(500, "oops"),
                Reply.text(503, "busy"),
                Reply.text(200, "").with("ETag", "\"tag-1\""));

        try (Stores stores = open()) {
            upload(stores);
        }

        assertThat(storage.requests()).hasSize(3);
        assertThat(server.requests("mpu/create")).hasSize(1);
    }

    @Test
    void addressThatIsTooOld_isAskedForAgain() {
        storage.on(
                "/bucket/object",
                Reply.text(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"),
                Reply.text(200, "").with("ETag", "\"tag-1\""));

        try (Stores stores = open()) {
            upload(stores);
        }

        assertThat(server.requests("mpu/create")).hasSize(2);
        assertThat(server.requests("mpu/abort")).hasSize(1);
        assertThat(server.requests("mpu/complete")).hasSize(1);
    }

    @Test
    void refusalOfTheStorage_isTold_withoutTheSignature() {
        storage.on(
                "/bucket/object",
                Reply.text(
                        403,
                        "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>" + SIGNATURE
                                + "</StringToSign></Error>"));

        try (Stores stores = open()) {
            RatchetException thrown = catchThrowableOfType(RatchetException.class, () -> upload(stores));

            assertThat(thrown)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll(
                            "a.bin", "403, SignatureDoesNotMatch", "MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD=false")
                    .hasMessageNotContaining("s3cret");
        }
        assertThat(server.requests("mpu/abort")).hasSize(3);
    }

    @Test
    void changedFile_isRefused_beforeAnythingIsBegun() throws IOException {
        Files.writeString(file, "changed");

        try (Stores stores = open()) {
            assertThatThrownBy(() -> upload(stores))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("was changed", SHA256_OF_X);
        }
        assertThat(server.requests("mpu/create")).isEmpty();
    }

    @Test
    void serverWithoutParts_getsTheFileInOneRequest_andIsNotAskedAgain() {
        server.on("mpu/create/1/abc/artifacts", Reply.json(501, "{\"error_code\": \"NOT_IMPLEMENTED\"}"));

        try (Stores stores = open()) {
            upload(stores);
            upload(stores);
        }

        assertThat(server.requests("mpu/create")).hasSize(1);
        assertThat(server.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .hasSize(2);
        assertThat(storage.requests()).isEmpty();
    }

    @Test
    void olderServer_isAskedOnceWhatItOffers() {
        server.on("server-info", Reply.html(404, "<h1>Not Found</h1>"));

        try (Stores stores = open()) {
            upload(stores);
            upload(stores);
            stores.artifacts().download(ROOT, "a.bin", folder.resolve("target"));
        }

        assertThat(server.requests("server-info")).hasSize(1);
        assertThat(server.requests("mpu")).isEmpty();
        assertThat(server.requests("presigned")).isEmpty();
        assertThat(folder.resolve("target")).hasContent("12345");
    }

    @Test
    void settings_goBeforeWhatTheServerOffers() {
        try (Stores stores =
                open("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "false", "MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD", "0")) {
            upload(stores);
            stores.artifacts().download(ROOT, "a.bin", folder.resolve("target"));
        }

        assertThat(storage.requests()).isEmpty();
        assertThat(server.requests("server-info")).isEmpty();
    }

    @Test
    void smallFile_goesThroughTheServer() {
        try (Stores stores = open("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "2")) {
            upload(stores);
        }

        assertThat(storage.requests()).isEmpty();
    }

    @Test
    void storageThatCannotBeReachedFromHere_isLeftAlone() {
        storage.close();

        try (Stores stores = open()) {
            upload(stores);
            upload(stores);
            stores.artifacts().download(ROOT, "a.bin", folder.resolve("target"));
        }

        assertThat(server.requests("mpu/create")).hasSize(1);
        assertThat(server.requests("mpu/abort")).hasSize(1);
        assertThat(folder.resolve("target")).hasContent("12345");
    }

    @Test
    void download_comesFromTheStorage_andAnAddressThatIsTooOldIsAskedForAgain() {
        storage.on(
                "/bucket/object",
                Reply.text(403, "<Error><Code>AccessDenied</Code></Error>"),
                Reply.text(206, "12345").with("Content-Range", "bytes 0-4/5"));

        try (Stores stores = open()) {
            stores.artifacts().download(ROOT, "a.bin", folder.resolve("target"));
        }

        assertThat(folder.resolve("target")).hasContent("12345");
        assertThat(server.requests("presigned")).hasSize(2);
        assertThat(storage.requests().get(0).headers().getFirst("Range")).isEqualTo("bytes=0-4");
    }

    @Test
    void wrongSizes_areSaidAtOnce() {
        for (String variable : List.of(
                "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE",
                "MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE",
                "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE")) {
            assertThatThrownBy(() -> open(variable, "-1"))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll(variable, "number of bytes");
        }
    }
}
