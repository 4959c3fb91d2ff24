/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class JvmFlagsTest {

    @Test
    void allowed_keepsOnlyWhatIsOnTheList() {
        assertThat(JvmFlags.allowed(List.of(
                        "-Xmx4g",
                        "-XX:+UseG1GC",
                        "-XX:OnOutOfMemoryError=curl -H token:secret",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8",
                        "-Ddb.password=secret",
                        "-Dfile.encodingx=secret",
                        "-Dsecret",
                        "-javaagent:agent.jar=secret",
                        "-agentlib:jdwp=secret",
                        "--secret=secret")))
                .containsExactly(
                        "-Xmx4g",
                        "-XX:+UseG1GC",
                        "-XX:OnOutOfMemoryError",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8");
        assertThat(JvmFlags.allowed(List.of("-Xlog:gc:" + System.getProperty("user.home") + "/gc.log")))
                .containsExactly("-Xlog:gc:~/gc.log");
    }

    @Test
    void properties_keepsOnlyWhatIsOnTheList() {
        Properties properties = new Properties();
        properties.setProperty("os.arch", "amd64");
        properties.setProperty("javax.net.ssl.trustStorePassword", "secret");

        assertThat(JvmFlags.properties(properties)).hasSize(1).containsEntry("os.arch", "amd64");
    }
}
