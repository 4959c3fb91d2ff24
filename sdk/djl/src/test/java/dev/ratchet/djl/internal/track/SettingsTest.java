/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.RandomSampler;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.CosineTracker;
import ai.djl.training.tracker.MultiFactorTracker;
import ai.djl.training.tracker.Tracker;
import ai.djl.training.tracker.WarmUpTracker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    /** A schedule that may do anything when it is asked. */
    private static final class Halving implements Tracker {
        @Override
        public float getNewValue(int numUpdate) {
            throw new IllegalStateException("asked");
        }
    }

    @Test
    void of_readsEveryOptimizersSettings_andNotItsState() {
        Optimizer adam = Adam.builder()
                .optWeightDecays(0.01f)
                .optClipGrad(5)
                .optLearningRateTracker(Tracker.fixed(0.002f))
                .build();
        assertThat(Settings.of("optimizer", adam))
                .containsEntry("optimizer", "Adam")
                .containsEntry("optimizer.weightDecays", "0.01")
                .containsEntry("optimizer.clipGrad", "5.0")
                .containsEntry("optimizer.rescaleGrad", "1.0")
                .containsEntry("optimizer.beta2", "0.999")
                .containsEntry("optimizer.epsilon", "1e-08")
                .containsEntry("optimizer.learningRateTracker.value", "0.002")
                .doesNotContainKeys("optimizer.numUpdate", "optimizer.means", "optimizer.updateCounts");
    }

    @Test
    void of_readsSchedulesInSchedules() {
        Tracker warmUp = WarmUpTracker.builder()
                .optWarmUpSteps(10)
                .optWarmUpBeginValue(1e-5f)
                .setMainTracker(CosineTracker.builder()
                        .setBaseValue(0.1f)
                        .optFinalValue(0.01f)
                        .setMaxUpdates(100)
                        .build())
                .build();
        assertThat(Settings.of("schedule", warmUp))
                .containsEntry("schedule", "WarmUpTracker")
                .containsEntry("schedule.warmUpSteps", "10")
                .containsEntry("schedule.warmUpBeginValue", "1e-05")
                .containsEntry("schedule.mainTracker", "CosineTracker")
                .containsEntry("schedule.mainTracker.finalValue", "0.01");
    }

    @Test
    void line_namesTheClassAndItsSettings() {
        assertThat(Settings.line(new BatchSampler(new RandomSampler(), 32)))
                .isEqualTo("BatchSampler(subSampler=RandomSampler, batchSize=32, dropLast=false)");
        assertThat(Settings.line(new NormalInitializer(0.5f))).isEqualTo("NormalInitializer(sigma=0.5)");
        Tracker own = update -> 0.1f;
        assertThat(Settings.line(own)).startsWith("lambda of SettingsTest");
    }

    @Test
    void learningRate_isEmpty_beforeTheFirstUpdate_andForSchedulesThatAreNotDjls() {
        Optimizer fresh = Optimizer.sgd()
                .setLearningRateTracker(MultiFactorTracker.builder()
                        .setBaseValue(0.1f)
                        .setSteps(new int[] {5, 10})
                        .build())
                .build();
        Optimizer own = Optimizer.sgd().setLearningRateTracker(new Halving()).build();
        assertThat(LearningRate.lastOf(fresh)).isEmpty();
        assertThat(LearningRate.lastOf(own)).isEmpty();
    }
}
