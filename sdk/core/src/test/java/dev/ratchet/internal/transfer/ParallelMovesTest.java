/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.transfer;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.TransferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ParallelMovesTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f" + i).toList();
    }

    private static void run(int count, int atOnce, Consumer<String> move) {
        new ParallelMoves("Moved", "files", names(count), move, "Do it again.").run(atOnce, NEVER, line -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UnavailableException("interrupted", true, e);
        }
    }

    @Test
    void each_isMovedOnce() {
        Set<String> moved = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();

        run(500, 4, name -> {
            calls.incrementAndGet();
            moved.add(name);
        });

        assertThat(calls).hasValue(500);
        assertThat(moved).containsExactlyInAnyOrderElementsOf(names(500));
        run(0, 4, name -> calls.incrementAndGet());
        assertThat(calls).hasValue(500);
    }

    @Test
    void soManyMoveAtOnce_andNoMore() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);

        run(30, 3, name -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                // Passes only when three are here.
                three.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            now.decrementAndGet();
        });

        assertThat(most).hasValue(3);
    }

    @Test
    void failure_isTheFirstInOrder_whicheverComesFirst() {
        CountDownLatch laterHasFailed = new CountDownLatch(1);

        assertThatThrownBy(() -> run(10, 4, name -> {
                    if (name.equals("f3")) {
                        laterHasFailed.countDown();
                        throw new UnavailableException("no answer for f3.", true, null);
                    }
                    if (name.equals("f1")) {
                        await(laterHasFailed);
                        throw new RefusedException("f1 is not allowed.");
                    }
                }))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("of 10 files; 'f1' is the first that is missing: f1 is not allowed. Do it again.")
                .extracting(e -> ((TransferException) e).reason())
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void failure_endsWhatIsUnderWay_andNothingNewBegins() {
        Set<String> begun = ConcurrentHashMap.newKeySet();
        Set<String> interrupted = ConcurrentHashMap.newKeySet();
        CountDownLatch secondRuns = new CountDownLatch(1);

        assertThatThrownBy(() -> run(1000, 2, name -> {
                    begun.add(name);
                    if (name.equals("f0")) {
                        await(secondRuns);
                        throw new RefusedException("no.");
                    }
                    secondRuns.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.add(name);
                    }
                }))
                .hasMessageContaining("'f0'");

        assertThat(begun).containsExactlyInAnyOrder("f0", "f1");
        assertThat(interrupted).containsExactly("f1");
    }

    @Test
    void oneFile_isMovedByTheCaller_andItsFailureIsToldAsItIs() {
        List<Thread> threads = new ArrayList<>();

        assertThatThrownBy(() -> run(1, 4, name -> {
                    threads.add(Thread.currentThread());
                    throw new RefusedException("no.");
                }))
                .isInstanceOf(RefusedException.class)
                .hasMessage("no.");

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void unexpectedFailure_namesTheFile() {
        assertThatThrownBy(() -> run(5, 2, name -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'f0'")
                .hasMessageContaining("a bug");
    }

    @Test
    void interruptedCaller_getsAnException_keepsItsFlag_andNothingMovesAnyMore() {
        AtomicInteger ended = new AtomicInteger();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run(100, 2, name -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        ended.incrementAndGet();
                        throw new UnavailableException("interrupted", true, e);
                    }
                }))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("The thread was interrupted. Moved 0 of 100 files. Do it again.");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void longTransfers_sayHowFarTheyAre() {
        CountDownLatch reported = new CountDownLatch(1);
        List<String> reports = new ArrayList<>();
        ParallelMoves transfers = new ParallelMoves(
                "Moved",
                "files to a run",
                names(3),
                name -> {
                    if (name.equals("f2")) {
                        await(reported);
                    }
                },
                "");

        transfers.run(1, Duration.ofMillis(20), line -> {
            reports.add(line);
            if (line.contains("2 of 3")) {
                reported.countDown();
            }
        });

        assertThat(reports).contains("Moved 2 of 3 files to a run");
    }
}
