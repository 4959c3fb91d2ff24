/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The machine. */
final class Host {

    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int NAME_MILLIS = 500;

    private Host() {}

    /** The host's name, or {@code unknown}. Where only the network knows it, that is asked for half a second. */
    static String name() {
        try {
            if (Files.isReadable(LINUX_NAME)) {
                return Files.readString(LINUX_NAME).strip();
            }
        } catch (IOException e) {
            // Asked otherwise below.
        }
        CompletableFuture<@Nullable String> name = new CompletableFuture<>();
        Thread thread = new Thread(() -> name.complete(nameByNetwork()), "ratchet-host-name");
        thread.setDaemon(true);
        thread.start();
        try {
            String found = name.get(NAME_MILLIS, TimeUnit.MILLISECONDS);
            return found == null ? "unknown" : found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // A resolver without an answer.
        }
        return "unknown";
    }

    private static @Nullable String nameByNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The memory of the machine or container in bytes; empty on a Java without {@code jdk.management}. */
    static OptionalLong memoryBytes() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                    ? OptionalLong.of(os.getTotalMemorySize())
                    : OptionalLong.empty();
        } catch (LinkageError e) {
            return OptionalLong.empty();
        }
    }
}
