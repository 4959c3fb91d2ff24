/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that hash and write files while their bytes go over a connection. They end by themselves soon after the last block. */
final class FileThreads {

    static final Executor EXECUTOR = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), FileThreads::thread);

    private FileThreads() {}

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ratchet-mlflow-file");
        thread.setDaemon(true);
        return thread;
    }
}
