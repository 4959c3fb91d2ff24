/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import ml.dmlc.xgboost4j.java.Booster;

import java.util.function.Consumer;

/** A program that exports; public, as {@link dev.ratchet.testing.ClassesWithout} makes another class of it. */
public final class OnnxCaller implements Consumer<Booster> {

    /** For reflection. */
    public OnnxCaller() {}

    @Override
    public void accept(Booster booster) {
        XGBoostOnnx.of(booster);
    }
}
