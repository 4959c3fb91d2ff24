/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal;

import dev.ratchet.UnavailableException;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that may take no longer than it is given. */
public final class Limited {

    private static final Duration END = Duration.ofSeconds(2);

    private Limited() {}

    /**
     * The result of work on a thread of its own, which is interrupted when its time is over.
     *
     * @throws UnavailableException with the message when it is not done in time
     */
    public static <T> T call(Duration limit, Callable<T> work, String message) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "ratchet-limited");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            // What it has begun to write is whole, mostly, before anybody is told that it is over.
            thread.join(END.toMillis());
            throw new UnavailableException(message, true, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
