/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this process is, as a journal's header says it. */
public final class ThisProcess {

    /** The machine's name. */
    public static final String HOST = host();

    /** Tells this start of the machine from others; empty where the system does not say. */
    public static final String BOOT = firstLine(Path.of("/proc/sys/kernel/random/boot_id"));

    /** The process id. */
    public static final long PID = ProcessHandle.current().pid();

    /** When the process started, milliseconds since 1970; 0 where the system does not say. */
    public static final long START = ProcessHandle.current()
            .info()
            .startInstant()
            .map(java.time.Instant::toEpochMilli)
            .orElse(0L);

    private ThisProcess() {}

    private static String host() {
        String name = firstLine(Path.of("/proc/sys/kernel/hostname"));
        if (name.isEmpty()) {
            name = System.getenv().getOrDefault("COMPUTERNAME", "");
        }
        if (name.isEmpty()) {
            try {
                name = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                name = "localhost";
            }
        }
        return name;
    }

    private static String firstLine(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
