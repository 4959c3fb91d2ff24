/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.RatchetMlflowClient;
import org.junit.jupiter.api.Test;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OverridesTest {

    /** What is called on a client whose server is nowhere shows by its message which way the call went. */
    private static final String NOWHERE = "http://127.0.0.1:2";

    static List<Method> publicMethods() {
        return Arrays.stream(MlflowClient.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .toList();
    }

    @Test
    void everyPublicMethod_isDeclaredByTheSubclass() {
        List<String> missing = new ArrayList<>();
        for (Method method : publicMethods()) {
            try {
                Method own = RatchetMlflowClient.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
                assertThat(own.getReturnType()).isEqualTo(method.getReturnType());
            } catch (NoSuchMethodException e) {
                missing.add(method.toGenericString());
            }
        }

        assertThat(publicMethods()).hasSizeGreaterThan(50);
        assertThat(missing)
                .as("methods of MlflowClient that would use its own HTTP client or Python")
                .isEmpty();
    }

    @Test
    void everyCall_goesThroughOurTransport() throws Exception {
        try (RatchetMlflowClient client = RatchetMlflowClient.builder()
                .environment(Map.of("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"))
                .trackingUri(NOWHERE)
                .build()) {
            for (Method method : publicMethods()) {
                if (!method.getName().equals("close")) {
                    assertThatThrownBy(() -> method.invoke(client, Given.arguments(method)))
                            .as(method.toGenericString())
                            .cause()
                            .isInstanceOf(MlflowClientException.class)
                            .hasMessageContaining("Cannot reach " + NOWHERE);
                }
            }
        }
    }
}
