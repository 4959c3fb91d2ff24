/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Two ways to one result, in order A B B A; A is the peer. The result of both is compared, outside of the times. */
final class Rounds {

    /** From here on the machine was too restless for a verdict. */
    private static final double MOST_NOISE = 1.3;

    private static final int WARM_UP = 3;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something that is timed; its result is what both ways have in common. */
    interface Way {
        Object run() throws Exception;

        /** Before each run, outside of its time. */
        default void prepare() throws Exception {}
    }

    private final int count;
    private boolean missed;

    Rounds(int count) {
        this.count = count;
    }

    /** Whether a comparison with little noise was above its goal. */
    boolean missed() {
        return missed;
    }

    /** Milliseconds of the wall clock, and of all cores for this process. */
    private record Time(double wall, double cpu) {}

    /** Measures, compares and prints; {@code goal} is the highest ratio of ours to the peer, 0 for none. */
    void compare(String what, double goal, String peerName, Way peer, String ownName, Way own) throws Exception {
        List<Time> peers = new ArrayList<>();
        List<Time> owns = new ArrayList<>();
        for (int round = -WARM_UP; round < count; round++) {
            List<Time> a = round < 0 ? new ArrayList<>() : peers;
            List<Time> b = round < 0 ? new ArrayList<>() : owns;
            Object expected = timed(peer, a);
            check(what, expected, timed(own, b));
            check(what, expected, timed(own, b));
            check(what, expected, timed(peer, a));
        }
        System.out.println(what + ":");
        print(peerName, peers);
        print(ownName, owns);
        verdict(goal, peers, owns);
    }

    private void verdict(double goal, List<Time> peers, List<Time> owns) {
        double ratio = median(owns, Time::wall) / median(peers, Time::wall);
        double noise = max(peers, Time::wall) / min(peers, Time::wall);
        boolean quiet = noise <= MOST_NOISE;
        missed |= quiet && goal > 0 && ratio > goal;
        String verdict = quiet
                ? goal > 0 ? ratio <= goal ? ": met" : ": MISSED" : ""
                : String.format(Locale.ROOT, ": no verdict, the peer's maximum is %.2f x its minimum", noise);
        System.out.printf(
                Locale.ROOT,
                "  ratio of the medians %.2f (of processor time %.2f), difference %+.1f ms%s%s%n",
                ratio,
                median(owns, Time::cpu) / median(peers, Time::cpu),
                median(owns, Time::wall) - median(peers, Time::wall),
                goal > 0 ? String.format(Locale.ROOT, ", goal at most %.2f", goal) : "",
                verdict);
    }

    /** Begins with the memory that the run before left behind collected, which is not this one's to pay. */
    private static Object timed(Way way, List<Time> times) throws Exception {
        way.prepare();
        System.gc();
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        Object result = way.run();
        long end = System.nanoTime();
        times.add(new Time((end - start) / 1e6, (PROCESS.getProcessCpuTime() - cpu) / 1e6));
        return result;
    }

    private static void check(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new IllegalStateException(what + ": the results differ: " + expected + " and " + found);
        }
    }

    private static void print(String name, List<Time> times) {
        System.out.printf(
                Locale.ROOT,
                "  %-58s median %8.1f ms (%.1f to %.1f), processors %8.1f ms, %d times%n",
                name,
                median(times, Time::wall),
                min(times, Time::wall),
                max(times, Time::wall),
                median(times, Time::cpu),
                times.size());
    }

    private static double min(List<Time> times, ToDoubleFunction<Time> value) {
        return times.stream().mapToDouble(value).min().orElseThrow();
    }

    private static double max(List<Time> times, ToDoubleFunction<Time> value) {
        return times.stream().mapToDouble(value).max().orElseThrow();
    }

    private static double median(List<Time> times, ToDoubleFunction<Time> value) {
        double[] sorted = times.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
