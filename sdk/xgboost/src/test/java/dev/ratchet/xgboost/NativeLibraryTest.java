/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NativeLibraryTest {

    private final Throwable failure = new ExceptionInInitializerError(new RuntimeException(
            new UnsatisfiedLinkError("libgomp.so.1: cannot open shared object file: No such file or directory")));

    @Test
    void require_isSilent_whenTheLibraryLoads() {
        NativeLibrary.require();
    }

    @Test
    void explain_namesThePackage_onLinux() {
        assertThat(NativeLibrary.explain(failure, "Linux"))
                .hasMessageContaining("libgomp.so.1: cannot open shared object file")
                .hasMessageContaining("apt-get install libgomp1")
                .hasMessageContaining("libgomp (Fedora");
    }

    @Test
    void explain_namesTheRemedy_elsewhere() {
        assertThat(NativeLibrary.explain(failure, "Mac OS X")).hasMessageContaining("brew install libomp");
        assertThat(NativeLibrary.explain(failure, "Windows 11")).hasMessageContaining("vcomp140.dll");
    }
}
