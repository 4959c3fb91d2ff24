/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal;

/** Facts about the native library. */
public final class XGBoost4J {

    /** The version that this module is built with, whose Python twin loads the models that it writes. */
    public static final String VERSION = "3.0.4";

    private XGBoost4J() {}
}
