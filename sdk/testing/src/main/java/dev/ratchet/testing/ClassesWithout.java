/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the classes of one package once more and does not find those of another one, as on a class path without the module
 * that has it: what works there needs that module only when it is asked for.
 */
public final class ClassesWithout extends ClassLoader {

    private final String hidden;
    private final String again;

    /**
     * A class loader beside the one of the test.
     *
     * @param hidden the package that is not there, such as {@code dev.ratchet.onnx}
     * @param again the package whose classes are loaded anew, so that they meet that
     */
    public ClassesWithout(String hidden, String again) {
        super(ClassesWithout.class.getClassLoader());
        this.hidden = hidden + ".";
        this.again = again + ".";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith(again)) {
            return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known != null ? known : again(name);
    }

    private Class<?> again(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
