/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;

/** Loads XGBoost's native library early, so that a machine on which it cannot work says what is missing. */
final class NativeLibrary {

    private static final String JNI = "ml.dmlc.xgboost4j.java.XGBoostJNI";

    private NativeLibrary() {}

    /** Loads the library; does nothing when it is loaded. */
    static void require() {
        try {
            Class.forName(JNI, true, NativeLibrary.class.getClassLoader());
        } catch (LinkageError | ClassNotFoundException e) {
            throw explain(e, System.getProperty("os.name", ""));
        }
    }

    static RatchetException explain(Throwable failure, String system) {
        String remedy;
        if (system.startsWith("Linux")) {
            remedy = "It needs GNU OpenMP: install the package libgomp1 (Debian, Ubuntu: apt-get install libgomp1) or"
                    + " libgomp (Fedora, Alpine and others). On Alpine XGBoost4J also needs glibc.";
        } else if (system.startsWith("Mac")) {
            remedy = "It needs OpenMP: brew install libomp.";
        } else {
            remedy = "It needs the Visual C++ runtime (vcomp140.dll).";
        }
        return new RatchetException(
                "XGBoost's native library cannot be loaded (" + reason(failure) + "). " + remedy, failure);
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }
}
