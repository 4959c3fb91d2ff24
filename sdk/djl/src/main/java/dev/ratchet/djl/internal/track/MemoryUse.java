/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How much memory the process takes, in megabytes of 10^6 bytes. */
public final class MemoryUse {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double MEGABYTE = 1e6;

    private MemoryUse() {}

    /** Heap, and the whole process where Linux tells it. */
    public static Map<String, Double> now() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(
                "memory/heap_megabytes",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE);
        resident().ifPresent(bytes -> values.put("memory/process_megabytes", bytes / MEGABYTE));
        return values;
    }

    /** Each GPU among some devices. Asking CUDA may fail in many ways, which are the caller's to expect. */
    public static Map<String, Double> of(Device[] devices) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Device device : devices) {
            if (device.isGpu()) {
                values.put(
                        "memory/gpu_" + device.getDeviceId() + "_megabytes",
                        CudaUtils.getGpuMemory(device).getCommitted() / MEGABYTE);
            }
        }
        return values;
    }

    /** The bytes of main memory that the process holds; empty where that is not known. */
    public static OptionalLong resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("[^0-9]", "")));
                }
            }
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty(); // not Linux
        }
        return OptionalLong.empty();
    }
}
