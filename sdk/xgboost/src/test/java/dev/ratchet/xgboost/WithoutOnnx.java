/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import java.io.IOException;
import java.io.InputStream;

/** Loads the classes of this package once more, as on a class path without {@code ratchet-onnx}. */
final class WithoutOnnx extends ClassLoader {

    WithoutOnnx() {
        super(WithoutOnnx.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("dev.ratchet.onnx.")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("dev.ratchet.xgboost.")) {
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
