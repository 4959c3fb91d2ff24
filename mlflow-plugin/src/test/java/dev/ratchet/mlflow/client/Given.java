/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.testing.MlflowServer;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.ViewType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Things that the tests start from. */
final class Given {

    private Given() {}

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /** A client without waits between attempts. */
    static RatchetMlflowClient client(URI server) {
        return RatchetMlflowClient.builder()
                .environment(
                        Map.of("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0", "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0"))
                .trackingUri(server.toString())
                .build();
    }

    /** A name that needs encoding, beyond ASCII where the server gives such names back. */
    static String name(MlflowServer server) {
        return ChosenServer.losesNamesBeyondAscii(server.generation()) ? "e&.txt" : "\u00e9.txt";
    }

    /** A directory with files, one in a folder and with names that need encoding, as {@link #name}. */
    static Path files(Path directory, MlflowServer server) {
        try {
            Files.createDirectories(directory.resolve("deep/er"));
            Files.writeString(directory.resolve("a b+c%.txt"), "first");
            Files.writeString(directory.resolve("deep/er/" + name(server)), "second");
            Files.write(directory.resolve("deep/empty"), new byte[0]);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Arguments that a call gets as far as the server with. */
    static @Nullable Object[] arguments(Method method) {
        if (method.getName().startsWith("send")) {
            return method.getParameterCount() == 1
                    ? new Object[] {"runs/get?run_id=1"}
                    : new Object[] {"runs/search", "{}"};
        }
        return Arrays.stream(method.getParameterTypes()).map(Given::argument).toArray();
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == String.class) {
            return "1";
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == double.class) {
            return 1.0;
        }
        if (type == List.class || type == Iterable.class) {
            return List.of();
        }
        if (type == File.class) {
            return new File("src");
        }
        if (type == ViewType.class) {
            return ViewType.ACTIVE_ONLY;
        }
        if (type == RunStatus.class) {
            return RunStatus.FINISHED;
        }
        if (type == CreateRun.class) {
            return CreateRun.newBuilder().setExperimentId("0").build();
        }
        if (type == CreateExperiment.class) {
            return CreateExperiment.newBuilder().setName("x").build();
        }
        throw new IllegalArgumentException("no argument for " + type);
    }
}
