/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.ledger;

import dev.ratchet.UnavailableException;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.InterceptedStores;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Lets one of several programs make one call at a time, in an order that a seed decides. A program can die before a
 * call, and a request can be carried out later, or twice as far as its sender knows.
 */
final class Schedule {

    /** Calls whose answers get lost: those that are sent once. */
    private static final Set<String> ONCE = Set.of("append", "setAlias");

    /** A program has died. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final class Program {
        private final Semaphore turn = new Semaphore(0);
        private boolean killed;
    }

    private final Random random;
    private final Stores stores;
    private final int killPercent;
    private final Semaphore control = new Semaphore(0);
    private final List<Program> waiting = new ArrayList<>();
    private final List<InterceptedStores.Call> late = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    Schedule(long seed, Stores stores, int killPercent) {
        this.random = new Random(seed);
        this.stores = stores;
        this.killPercent = killPercent;
    }

    /** Runs programs until all have ended; {@code look} is called between calls, when nothing moves. */
    void run(ExecutorService threads, List<java.util.function.Consumer<Stores>> programs, Runnable look) {
        for (java.util.function.Consumer<Stores> program : programs) {
            Program started = new Program();
            waiting.add(started);
            threads.execute(() -> {
                started.turn.acquireUninterruptibly();
                try {
                    program.accept(seenBy(started));
                } catch (Killed e) {
                    started.killed = true;
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                } finally {
                    control.release();
                }
            });
        }
        while (!waiting.isEmpty()) {
            if (!late.isEmpty() && random.nextInt(40) == 0) {
                sendLate();
            } else {
                Program next = waiting.remove(random.nextInt(waiting.size()));
                next.turn.release();
                control.acquireUninterruptibly();
            }
            if (random.nextInt(20) == 0) {
                look.run();
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("A program failed: " + failures.get(0), failures.get(0));
        }
    }

    /** Sends what is still on its way. */
    void sendAllLate() {
        while (!late.isEmpty()) {
            sendLate();
        }
    }

    private void sendLate() {
        InterceptedStores.Call call = late.remove(random.nextInt(late.size()));
        try {
            call.send();
        } catch (Throwable e) {
            throw new AssertionError("A late request failed: " + e, e);
        }
    }

    private Stores seenBy(Program program) {
        return InterceptedStores.of(stores, call -> answer(program, call));
    }

    private @Nullable Object answer(Program program, InterceptedStores.Call call) throws Throwable {
        if (program.killed) {
            throw new Killed();
        }
        waiting.add(program);
        control.release();
        program.turn.acquireUninterruptibly();
        // From here on this thread is the only one that runs.
        boolean once = ONCE.contains(call.name());
        if (random.nextInt(100) < killPercent) {
            if (once && random.nextBoolean()) {
                late.add(call);
            }
            program.killed = true;
            throw new Killed();
        }
        if (once && random.nextInt(100) < killPercent) {
            switch (random.nextInt(3)) {
                case 0 -> call.send();
                case 1 -> late.add(call);
                default -> {}
            }
            throw new UnavailableException("no answer", true, null);
        }
        return call.send();
    }
}
