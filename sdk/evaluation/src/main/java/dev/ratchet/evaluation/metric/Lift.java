/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * What the rows of the highest scores catch.
 *
 * @param rows how many rows, or how much weight, is looked at
 * @param capturedPositives the positive ones among them
 * @param gain their share of all positive ones, 0 to 1
 * @param lift how many times as many they are as in as many rows taken at random
 */
public record Lift(double rows, double capturedPositives, double gain, double lift) {}
