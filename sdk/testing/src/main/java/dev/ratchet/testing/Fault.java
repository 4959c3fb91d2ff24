/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.time.Duration;

/**
 * What a {@link FaultProxy} does to requests; immutable.
 *
 * @param kind what happens
 * @param delay how long an answer waits, for {@link Kind#DELAY}
 * @param bytes how much of the answer passes before the connection is cut, for {@link Kind#CUT}
 * @param status the HTTP status, for {@link Kind#ANSWER}
 * @param body the answer's body, for {@link Kind#ANSWER}
 * @param requestText what a request's head must contain to be hit; empty hits every request
 * @param times how many requests are hit before everything passes again
 */
public record Fault(Kind kind, Duration delay, long bytes, int status, String body, String requestText, int times) {

    /** The ways in which a connection can go wrong. */
    public enum Kind {
        /** The server acts, its answer comes late. */
        DELAY,
        /** The server acts, its answer waits until {@link FaultProxy#pass()}. */
        HOLD,
        /** The server hears of it only at {@link FaultProxy#pass()}, and acts even when the client has gone. */
        LATE,
        /** The server acts, its answer breaks off after some bytes, which may be 0. */
        CUT,
        /** The server hears nothing, the client gets no answer and no end. */
        BLACK_HOLE,
        /** The server hears nothing, the proxy answers in its place. */
        ANSWER
    }

    /** The server acts, its answer comes late. */
    public static Fault delay(Duration delay) {
        return new Fault(Kind.DELAY, delay, 0, 0, "", "", Integer.MAX_VALUE);
    }

    /** The server acts, its answer waits until {@link FaultProxy#pass()}. */
    public static Fault hold() {
        return of(Kind.HOLD);
    }

    /** The server hears of it only at {@link FaultProxy#pass()}, and acts even when the client has gone. */
    public static Fault late() {
        return of(Kind.LATE);
    }

    /** The server acts, its answer breaks off after this many bytes; 0 loses all of it. */
    public static Fault cutAfter(long bytes) {
        return new Fault(Kind.CUT, Duration.ZERO, bytes, 0, "", "", Integer.MAX_VALUE);
    }

    /** The server hears nothing, the client gets no answer and no end. */
    public static Fault blackHole() {
        return of(Kind.BLACK_HOLE);
    }

    /** The server hears nothing, the proxy answers in its place: JSON if the body begins with a brace, else text. */
    public static Fault answer(int status, String body) {
        return new Fault(Kind.ANSWER, Duration.ZERO, 0, status, body, "", Integer.MAX_VALUE);
    }

    /** The same fault for those requests only whose head (method, path, headers) contains a text. */
    public Fault onlyFor(String text) {
        return new Fault(kind, delay, bytes, status, body, text, times);
    }

    /** The same fault for the next requests only. */
    public Fault times(int requests) {
        return new Fault(kind, delay, bytes, status, body, requestText, requests);
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, Duration.ZERO, 0, 0, "", "", Integer.MAX_VALUE);
    }
}
