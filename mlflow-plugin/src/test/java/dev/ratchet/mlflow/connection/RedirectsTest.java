/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.Ratchet;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlflow.tracking.MlflowClientException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Redirects of what stands before a real server: whoever they name gets nothing from us. */
class RedirectsTest {

    private static final String SECRET = "top-secret-token";

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private Path folder;

    private volatile Predicate<Request> redirected = request -> true;
    private volatile String host = "127.0.0.1";
    private volatile int status = 302;
    private final List<String> came = new CopyOnWriteArrayList<>();

    /** Where the redirects lead: a way to the same server, as a mended address would be. */
    private final FrontDoor other = FrontDoor.http(new Handler.Wrapper(FrontDoor.passOn(MLFLOW.uri(), "")) {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            came.add(request.getMethod() + " " + request.getHttpURI() + " " + request.getHeaders());
            return super.handle(request, response, callback);
        }
    });

    private final FrontDoor door = FrontDoor.http(new Handler.Wrapper(FrontDoor.passOn(MLFLOW.uri(), "")) {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!redirected.test(request)) {
                return super.handle(request, response, callback);
            }
            response.setStatus(status);
            String target = other.uri(host, request.getHttpURI().getPathQuery()).toString();
            response.getHeaders().put(HttpHeader.LOCATION, target.replace("://", "://ann:" + SECRET + "@"));
            callback.succeeded();
            return true;
        }
    });

    @AfterEach
    void close() {
        door.close();
        other.close();
    }

    private void assertNotFollowed(ThrowingCallable call) {
        Throwable refusal = catchThrowable(call);
        assertThat(refusal)
                .isInstanceOfAny(MisconfiguredException.class, MlflowClientException.class)
                .hasMessageContainingAll(
                        "redirects", "HTTP " + status, "set MLFLOW_TRACKING_URI=" + other.uri(host, "") + ".")
                .hasMessageNotContaining(SECRET);
        assertThat(came).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"301, 127.0.0.1", "302, localhost", "307, 127.0.0.1", "308, localhost"})
    void redirects_areTold_andGetNothing(int code, String to) throws Exception {
        status = code;
        host = to;
        assertNotFollowed(
                () -> Round.ratchet(door.uri(), folder).token(SECRET).open().close());
        assertNotFollowed(
                () -> Round.with(Round.client(door.uri(), folder).token(SECRET).build(), folder));

        redirected = request -> request.getHttpURI().getPath().contains("mlflow-artifacts");
        Path file = Files.writeString(folder.resolve("file.txt"), "text");
        try (Ratchet ratchet = Round.ratchet(door.uri(), folder).token(SECRET).open();
                RatchetMlflowClient client =
                        Round.client(door.uri(), folder).token(SECRET).build()) {
            Stores stores = ratchet.server().orElseThrow();
            String id = client.createRun(client.createExperiment(Round.unique("redirects")))
                    .getRunId();
            RunRecord run = stores.tracking().run(id);
            String digest = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";
            assertNotFollowed(() -> stores.artifacts().upload(run.artifactRoot(), "a.txt", file, digest));
            assertNotFollowed(() -> stores.artifacts().download(run.artifactRoot(), "a.txt", folder.resolve("b.txt")));
            assertThat(folder.resolve("b.txt")).doesNotExist();
            assertNotFollowed(() -> client.logArtifact(id, file.toFile()));
        }
    }

    @Test
    void addressOfTheMessage_works() throws Exception {
        Throwable refusal =
                catchThrowable(() -> Round.ratchet(door.uri(), folder).open());
        String said = String.valueOf(refusal.getMessage());
        String address = said.replaceFirst(".*MLFLOW_TRACKING_URI=", "").replaceFirst("\\.$", "");

        Round.with(Round.ratchet(URI.create(address), folder), folder);
    }

    @Test
    void loginPages_areNotTakenForTheServer_norForKeptFiles() throws Exception {
        AtomicReference<String> page = new AtomicReference<>("");
        Handler login = new Handler.Wrapper(FrontDoor.passOn(MLFLOW.uri(), "")) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (!request.getHttpURI().getPath().contains(page.get())) {
                    return super.handle(request, response, callback);
                }
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
                Content.Sink.write(response, true, "<html>Please sign in</html>", callback);
                return true;
            }
        };
        try (FrontDoor before = FrontDoor.http(login)) {
            assertThatThrownBy(() -> Round.ratchet(before.uri(), folder).open())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("not MLflow", "text/html", "login page");

            page.set("mlflow-artifacts");
            Path file = Files.writeString(folder.resolve("file.txt"), "text");
            try (RatchetMlflowClient client = Round.client(before.uri(), folder).build()) {
                String id = client.createRun(client.createExperiment(Round.unique("login")))
                        .getRunId();
                assertThatThrownBy(() -> client.logArtifact(id, file.toFile()))
                        .isInstanceOf(MlflowClientException.class)
                        .hasMessageContainingAll("not MLflow", "text/html", "login page");
            }
        }
    }
}
