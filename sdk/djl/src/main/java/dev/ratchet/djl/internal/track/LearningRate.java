/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

import java.util.OptionalDouble;

/**
 * The learning rate that an optimizer has used last. A schedule may remember what it was asked, so it is only asked again
 * for the update that the optimizer itself asked for, and only where it is one of DJL's own, for which that is harmless.
 */
public final class LearningRate {

    private static final String OWN = Tracker.class.getPackageName() + ".";

    private LearningRate() {}

    /** Empty before the first update, for rates by parameter, and for schedules that are not DJL's. */
    public static OptionalDouble lastOf(Optimizer optimizer) {
        Object updates = Settings.field(optimizer, "numUpdate");
        Object schedule = Settings.field(optimizer, "learningRateTracker");
        if (updates instanceof Integer count && count > 0 && schedule instanceof Tracker tracker && isDjls(tracker)) {
            return OptionalDouble.of(tracker.getNewValue(count));
        }
        return OptionalDouble.empty();
    }

    private static boolean isDjls(Object part) {
        return part.getClass().getName().startsWith(OWN)
                && Settings.parts(part).stream().allMatch(LearningRate::isDjls);
    }
}
