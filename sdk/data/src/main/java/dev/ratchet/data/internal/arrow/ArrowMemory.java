/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.RatchetException;
import org.apache.arrow.memory.BufferAllocator;

import java.nio.Buffer;

/** The memory of all tables: one allocator for the process, made when it is first needed. */
public final class ArrowMemory {

    /** What a JVM needs for Arrow. */
    public static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    private static final String ARROW_CLASS = "org.apache.arrow.memory.util.MemoryUtil";

    private ArrowMemory() {}

    /**
     * The allocator.
     *
     * @throws RatchetException when the JVM lacks the flag that Arrow needs
     */
    public static BufferAllocator allocator() {
        require(arrowModule(), Buffer.class.getModule());
        return RootMemory.ROOT;
    }

    /** Bytes in use. */
    public static long allocated() {
        return allocator().getAllocatedMemory();
    }

    /** Checked before Arrow is loaded, because Arrow's own check leaves classes that cannot be used for good. */
    static void require(Module arrow, Module base) {
        if (!base.isOpen("java.nio", arrow)) {
            throw new RatchetException("Tables need the JVM flag " + FLAG
                    + " (Apache Arrow reads its memory through java.nio). Put it behind `java`; into the environment"
                    + " variable JDK_JAVA_OPTIONS; into <argLine> of maven-surefire-plugin; into `jvmArgs` of Gradle's"
                    + " test and run tasks and of Spring Boot's run task; or, for a jar started by `java -jar`, into its"
                    + " manifest as `Add-Opens: java.base/java.nio`. Training on arrays or DMatrix needs no flag.");
        }
    }

    private static Module arrowModule() {
        try {
            return Class.forName(ARROW_CLASS, false, ArrowMemory.class.getClassLoader())
                    .getModule();
        } catch (ClassNotFoundException e) {
            throw new RatchetException(
                    "Tables need Apache Arrow: put org.apache.arrow:arrow-vector on the class path.", e);
        }
    }
}
