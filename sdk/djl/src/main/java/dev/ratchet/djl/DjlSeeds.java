/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.engine.Engine;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.Threads;

/**
 * Seeds an engine so that a run can be repeated. Set the seed before the model is made: it fixes the first weights,
 * dropout, the order of shuffled batches and {@code randomSplit}. On the CPU two runs with one seed and one number of
 * threads give the same parameters bit for bit; with another number of threads sums differ in their last bits, which is
 * why that number is logged, too.
 *
 * <pre>{@code
 * DjlSeeds.set(run, 42);
 * try (Model model = Model.newInstance("digits")) { ... }
 * }</pre>
 */
public final class DjlSeeds {

    private DjlSeeds() {}

    /** Seeds the default engine and logs the params {@code seed} and {@code num_threads}. */
    public static void set(Run run, int seed) {
        set(run, Engine.getInstance(), seed);
    }

    /** Seeds an engine, which all trainings of this JVM with that engine share, and logs both params. */
    public static void set(Run run, Engine engine, int seed) {
        engine.setRandomSeed(seed);
        run.logParam("seed", seed);
        Threads.of(engine).ifPresent(threads -> run.logParam("num_threads", threads));
    }
}
