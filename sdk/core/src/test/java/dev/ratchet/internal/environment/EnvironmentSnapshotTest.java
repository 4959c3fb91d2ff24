/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import dev.ratchet.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentSnapshotTest {

    @TempDir
    Path directory;

    @Test
    void mlflowTags_areMlflowsAndOurs() {
        String commit = Repositories.withCommit(directory);
        EnvironmentSnapshot snapshot = EnvironmentSnapshot.take(Map.of(), directory);

        assertThat(snapshot.mlflowTags())
                .containsEntry("mlflow.user", System.getProperty("user.name"))
                .containsEntry("mlflow.source.name", snapshot.entryPoint())
                .containsEntry("mlflow.source.type", "LOCAL")
                .containsEntry("mlflow.source.git.commit", commit)
                .containsEntry("mlflow.source.git.branch", "main")
                .containsEntry("ratchet.git.dirty", "false")
                .containsEntry("ratchet.git.source", "work tree")
                .containsEntry("ratchet.java.version", System.getProperty("java.version"))
                .containsKeys("ratchet.version", "ratchet.host", "ratchet.os")
                .doesNotContainKey("mlflow.source.git.repoURL");
    }

    @Test
    void mlflowTags_leaveOutWhatIsUnknown() {
        assertThat(EnvironmentSnapshot.take(Map.of(), directory).mlflowTags())
                .doesNotContainKeys("mlflow.source.git.commit", "ratchet.git.dirty", "ratchet.git.source");
    }

    @Test
    void begin_answersWithTheSameSnapshotAgain() {
        Supplier<EnvironmentSnapshot> snapshot = EnvironmentSnapshot.begin(Map.of(), directory);

        assertThat(snapshot.get()).isSameAs(snapshot.get());
    }

    @Test
    void toJson_canBeWrittenAndRead_andKnowsTheLibraries() {
        Map<String, Object> json = EnvironmentSnapshot.take(Map.of(), directory).toJson();

        assertThat(Json.readObject(Json.writePretty(json)).keySet()).isEqualTo(json.keySet());
        assertThat(json.get("class_path")).asString().contains("org.eclipse.jgit", "slf4j-api");
        assertThat(json.get("os")).asString().contains("cpus=", "memory_bytes=");
    }

    @Test
    void toJson_hasNoValueOfTheEnvironment() {
        String secret = "s3cr3t-value";
        EnvironmentSnapshot snapshot = EnvironmentSnapshot.take(
                Map.of("MLFLOW_TRACKING_PASSWORD", secret, "JENKINS_URL", secret, "GIT_COMMIT", secret), directory);

        assertThat(Json.write(snapshot.toJson()) + snapshot.mlflowTags()).doesNotContain(secret);
    }

    @Test
    void toJson_doesNotShowTheHomeDirectory() {
        String home = System.getProperty("user.home");
        assertThat(Json.write(EnvironmentSnapshot.take(Map.of(), directory).toJson()))
                .doesNotContain(home + "/");
    }
}
