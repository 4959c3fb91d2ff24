/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.UnavailableException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands between the caller and the stores, and can be told to fail. */
final class Faults {

    private static final Set<String> CREATES = Set.of("createRun", "createModel", "createVersion", "append");

    /** What a client knows by itself: MLflow's own asks no server for it. */
    private static final Set<String> ADDRESSES = Set.of("runPage");

    private final URI uri;
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean down;

    Faults(URI uri) {
        this.uri = uri;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    void loseAnswers(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count < 0: " + count + ". Give how many answers get lost.");
        }
        lost.set(count);
    }

    /** The same store, with the faults in front. */
    <T> T before(Class<T> type, T store) {
        Object proxy = Proxy.newProxyInstance(
                Faults.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(store, method, arguments));
        return type.cast(proxy);
    }

    private Object call(Object store, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(store, arguments);
        }
        if (down && !ADDRESSES.contains(method.getName())) {
            throw new UnavailableException("The stores in memory at " + uri + " were told to be away.", false, null);
        }
        Object answer;
        try {
            answer = method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (CREATES.contains(method.getName()) && lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new UnavailableException(
                    "The stores in memory at " + uri + " were told to lose the answer to " + method.getName() + ".",
                    true,
                    null);
        }
        return answer;
    }
}
