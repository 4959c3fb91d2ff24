/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.mlflow.RatchetMlflowClientBuilder;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** Ways to log in and a registry of its own, on real servers: one that asks who is there, one that does not. */
class ClientAccessTest {

    private static final String TOKEN = "a-token-of-the-tests";

    @TempDir
    private static Path folder;

    @RegisterExtension
    static final MlflowServerExtension OPEN = ChosenServer.shared();

    private static MlflowServer guarded;

    @BeforeAll
    static void start() throws IOException, URISyntaxException {
        URI python = Objects.requireNonNull(ClientAccessTest.class.getResource("/python"))
                .toURI();
        Path settings = Files.writeString(folder.resolve("auth.ini"), """
                [mlflow]
                default_permission = READ
                database_uri = sqlite:///%s
                admin_username = %s
                admin_password = %s
                auth_cache_ttl_seconds = 3600
                authorization_function = ratchet_test_tokens:authenticate
                """.formatted(
                        folder.resolve("users.db"), MlflowServer.ADMIN_USER, MlflowServer.ADMIN_PASSWORD));
        guarded = MlflowServer.start(ChosenServer.options()
                .withBasicAuth()
                .withEnvironment("MLFLOW_AUTH_CONFIG_PATH", settings.toString())
                .withEnvironment("PYTHONPATH", Path.of(python).toString())
                .withEnvironment("RATCHET_TEST_TOKEN", TOKEN));
    }

    @AfterAll
    static void stop() {
        guarded.close();
    }

    private static RatchetMlflowClientBuilder builder() {
        return RatchetMlflowClient.builder()
                .environment(Map.of("HOME", folder.toString(), "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"))
                .trackingUri(guarded.uri().toString());
    }

    private static void assertWorks(RatchetMlflowClient client) {
        try (client) {
            String id = client.createExperiment(Given.unique("access"));
            assertThat(client.createRun(id).getExperimentId()).isEqualTo(id);
        }
    }

    private static void assertRefused(RatchetMlflowClient client, String secret, String... words) {
        try (client) {
            assertThatThrownBy(() -> client.createExperiment("x"))
                    .isInstanceOf(MlflowHttpException.class)
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining(secret)
                    .asInstanceOf(type(MlflowHttpException.class))
                    .extracting(MlflowHttpException::getStatusCode)
                    .isEqualTo(401);
        }
    }

    @Test
    void nameAndPassword_logIn() {
        assertWorks(builder()
                .credentials(MlflowServer.ADMIN_USER, MlflowServer.ADMIN_PASSWORD)
                .build());
        assertRefused(
                builder().credentials(MlflowServer.ADMIN_USER, "wrong-password").build(),
                "wrong-password",
                "401",
                "'admin'");
        assertRefused(builder().build(), "password", "401", "wants credentials");
    }

    @Test
    void token_logsIn() {
        assertWorks(builder().token(TOKEN).build());
        assertWorks(builder().set("MLFLOW_TRACKING_TOKEN", TOKEN).build());
        assertRefused(builder().token("other-token").build(), "other-token", "401", "a token");
    }

    private static MlflowHostCredsProvider provided(MlflowHostCreds credentials) {
        return new MlflowHostCredsProvider() {
            @Override
            public MlflowHostCreds getHostCreds() {
                return credentials;
            }

            @Override
            public void refresh() {
                // There is nothing newer.
            }
        };
    }

    @Test
    void provider_logsIn_asTheOfficialClientsUsersGiveIt() {
        String uri = guarded.uri().toString();

        assertWorks(new RatchetMlflowClient(
                provided(new BasicMlflowHostCreds(uri, MlflowServer.ADMIN_USER, MlflowServer.ADMIN_PASSWORD))));
        assertWorks(new RatchetMlflowClient(provided(new BasicMlflowHostCreds(uri, TOKEN))));
        assertRefused(
                new RatchetMlflowClient(provided(new BasicMlflowHostCreds(uri, "eve", "wrong-password"))),
                "wrong-password",
                "'eve'");
    }

    @Test
    void registryOfItsOwn_hasTheVersions_andTheTrackingServerTheRuns() {
        // Both know the same credentials; the open one does not ask.
        try (RatchetMlflowClient client = builder()
                .credentials(MlflowServer.ADMIN_USER, MlflowServer.ADMIN_PASSWORD)
                .set("MLFLOW_REGISTRY_URI", OPEN.uri().toString())
                .build()) {
            String name = Given.unique("elsewhere");
            String run = client.createRun("0").getRunId();
            client.registeredModels().create(name);
            client.registeredModels().setTag(name, "run", run);
            String other = Given.client(OPEN.uri()).createRun("0").getRunId();
            client.modelVersions().create(name, "runs:/" + other + "/model", other);
            client.registeredModels().setAlias(name, "champion", "1");

            assertThat(client.registeredModels().byAlias(name, "champion"))
                    .map(ModelVersion::getRunId)
                    .contains(other);
            assertThat(client.getRun(run).getInfo().getRunId()).isEqualTo(run);
            assertThatThrownBy(() -> client.getRun(other)).isInstanceOf(MlflowClientException.class);
            assertThat(client.registeredModels().search("tags.run = '" + run + "'"))
                    .hasSize(1);
            try (RatchetMlflowClient tracking = builder().token(TOKEN).build()) {
                assertThat(tracking.registeredModels().search("name = '" + name + "'"))
                        .isEmpty();
            }
        }
    }

    @Test
    void netrc_logsIn_whereNothingElseIsSaid() throws IOException {
        Path file = Files.writeString(
                folder.resolve("given.netrc"),
                "machine 127.0.0.1 login %s password %s\n"
                        .formatted(MlflowServer.ADMIN_USER, MlflowServer.ADMIN_PASSWORD));

        assertWorks(builder().set("NETRC", file.toString()).build());
        assertRefused(
                builder().set("NETRC", file.toString()).token("other-token").build(), "other-token", "a token");
    }
}
