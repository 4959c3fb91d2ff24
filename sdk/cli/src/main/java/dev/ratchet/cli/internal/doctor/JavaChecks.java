/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What libraries need of this Java and this machine. */
final class JavaChecks {

    private static final String LIBGOMP = "libgomp.so.1";

    private JavaChecks() {}

    static List<Finding> all() {
        return Stream.of(Stream.of(java(), arrow()), libgomp().stream())
                .flatMap(findings -> findings)
                .toList();
    }

    private static Finding java() {
        return Finding.ok(
                "java",
                "Java " + System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + " on "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".");
    }

    private static Finding arrow() {
        Module base = Buffer.class.getModule();
        if (base.isOpen("java.nio", JavaChecks.class.getModule())) {
            return Finding.ok("java.arrow", "This Java is open for Arrow; your own program needs the same flag.");
        }
        return Finding.info(
                "java.arrow",
                "This Java was started without --add-opens=java.base/java.nio=ALL-UNNAMED.",
                "Arrow needs it; programs that open no table do not.",
                "java --add-opens=java.base/java.nio=ALL-UNNAMED ..., or the same in <argLine> of Surefire");
    }

    private static List<Finding> libgomp() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return List.of();
        }
        return List.of(
                hasLibgomp(Path.of("/"))
                        ? Finding.ok("xgboost.libgomp", "The library " + LIBGOMP + " for XGBoost is there.")
                        : Finding.warning(
                                "xgboost.libgomp",
                                "The library " + LIBGOMP + " was not found.",
                                "XGBoost4J does not load without it.",
                                "sudo apt-get install libgomp1   (Fedora and relatives: sudo dnf install libgomp)"));
    }

    /** Whether the linker's cache or a usual directory below a root names the library. */
    static boolean hasLibgomp(Path root) {
        try {
            Path cache = root.resolve("etc/ld.so.cache");
            if (Files.isReadable(cache)
                    && new String(Files.readAllBytes(cache), StandardCharsets.ISO_8859_1).contains(LIBGOMP)) {
                return true;
            }
        } catch (IOException e) {
            // The directories may tell.
        }
        return Stream.of(
                        "lib",
                        "lib64",
                        "usr/lib",
                        "usr/lib64",
                        "lib/x86_64-linux-gnu",
                        "usr/lib/x86_64-linux-gnu",
                        "lib/aarch64-linux-gnu",
                        "usr/lib/aarch64-linux-gnu",
                        "usr/local/lib")
                .anyMatch(directory -> Files.exists(root.resolve(directory).resolve(LIBGOMP)));
    }
}
