/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Progress;
import dev.ratchet.cli.internal.text.Texts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Says on a terminal what is being done and for how long, once it takes longer than a moment. */
final class Activity {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Progress progress;
    private final Duration moment;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread teller;
    private volatile String words;
    private volatile boolean shown;

    private Activity(Progress progress, String words, Duration moment) {
        this.progress = progress;
        this.words = words;
        this.moment = moment;
        this.teller = new Thread(this::tell, "ratchet-activity");
        teller.setDaemon(true);
    }

    /** The result of work, which is given a place to say what it does next. */
    static <T> T during(CliContext context, String words, Function<Consumer<String>, T> work) {
        return during(context, words, MOMENT, work);
    }

    static <T> T during(CliContext context, String words, Duration moment, Function<Consumer<String>, T> work) {
        Activity activity = new Activity(new Progress(context.err(), context.terminal()), words, moment);
        if (context.terminal()) {
            activity.teller.start();
        }
        try {
            return work.apply(next -> activity.words = next);
        } finally {
            activity.over();
        }
    }

    private void tell() {
        long begin = System.nanoTime();
        try {
            while (!done.await(moment.toNanos(), TimeUnit.NANOSECONDS)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                shown = true;
                progress.show(words + " ... " + Texts.duration(millis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The line goes. */
    private void over() {
        done.countDown();
        try {
            teller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            progress.clear();
        }
    }
}
