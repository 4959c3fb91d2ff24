/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Those of Java's flags and system properties that tell how code runs. All others may hold secrets and are left out. */
final class JvmFlags {

    private static final List<String> PREFIXES =
            List.of("-X", "--add-opens=", "--add-exports=", "--add-modules=", "--enable-native-access=");

    /** Their values are commands of the user's. */
    private static final List<String> COMMANDS = List.of("-XX:OnError=", "-XX:OnOutOfMemoryError=");

    private static final Set<String> PROPERTIES = new TreeSet<>(Set.of(
            "ai.djl.default_engine",
            "ai.djl.offline",
            "ai.djl.pytorch.graph_optimizer",
            "ai.djl.pytorch.num_interop_threads",
            "ai.djl.pytorch.num_threads",
            "arrow.allocation.manager.type",
            "arrow.enable_null_check_for_get",
            "arrow.enable_unsafe_memory_access",
            "file.encoding",
            "io.netty.tryReflectionSetAccessible",
            "java.awt.headless",
            "java.class.version",
            "java.runtime.version",
            "java.util.concurrent.ForkJoinPool.common.parallelism",
            "java.version.date",
            "native.encoding",
            "os.arch",
            "os.name",
            "os.version",
            "sun.arch.data.model",
            "sun.jnu.encoding",
            "sun.management.compiler",
            "user.country",
            "user.language",
            "user.timezone"));

    private JvmFlags() {}

    /** The allowed ones of the arguments, with the home directory written as {@code ~}. */
    static List<String> allowed(List<String> arguments) {
        List<String> allowed = new ArrayList<>();
        for (String argument : arguments) {
            if (COMMANDS.stream().anyMatch(argument::startsWith)) {
                allowed.add(argument.substring(0, argument.indexOf('=')));
            } else if (PREFIXES.stream().anyMatch(argument::startsWith) || isAllowedProperty(argument)) {
                allowed.add(Paths.shorten(argument));
            }
        }
        return List.copyOf(allowed);
    }

    private static boolean isAllowedProperty(String argument) {
        if (!argument.startsWith("-D")) {
            return false;
        }
        int end = argument.indexOf('=');
        return PROPERTIES.contains(argument.substring(2, end < 0 ? argument.length() : end));
    }

    /** The allowed properties that are set, sorted by name. */
    static Map<String, String> properties(Properties properties) {
        Map<String, String> allowed = new LinkedHashMap<>();
        for (String name : PROPERTIES) {
            String value = properties.getProperty(name);
            if (value != null && !value.isEmpty()) {
                allowed.put(name, value);
            }
        }
        return allowed;
    }
}
