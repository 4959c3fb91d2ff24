/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.nn.BlockFactory;
import dev.ratchet.RatchetException;
import dev.ratchet.model.ModelPackage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The code that a package brings or names, and whether it may be loaded. */
public final class PackageCode {

    /** The system property that allows code: {@code true}, or digests of packages with commas between them. */
    public static final String PROPERTY = "ratchet.djl.allowCode";

    private static final String VARIABLE = "RATCHET_DJL_ALLOW_CODE";

    /** Where classes come from that are no code of a package. */
    static final String DJL = "ai.djl.";

    private PackageCode() {}

    /**
     * Refuses a package with code that is not allowed, and one with code that is not as it was logged. Nothing of it
     * is loaded before.
     *
     * @param allowed whether the caller allows it, whatever the settings say
     */
    public static void check(ModelPackage source, DjlFields fields, boolean allowed) {
        List<String> code = parts(source, fields);
        if (code.isEmpty()) {
            return;
        }
        String digest = source.declaredDigest()
                .orElseThrow(() -> new RatchetException(source + " has code of its own (" + String.join(", ", code)
                        + ") and no package digest, so nobody can tell whether it is what was logged. It is not"
                        + " loaded; log the model with Ratchet."));
        if (!allowed && !isAllowed(digest)) {
            throw new RatchetException(source + " has code of its own: " + String.join(", ", code)
                    + ". Code of a package can do all that this program can, so it is loaded only where that is"
                    + " allowed: by -D" + PROPERTY + "=" + digest + " or the environment variable " + VARIABLE
                    + " for this package, by 'true' in its place for every one, or with DjlFlavor.allowingCode().");
        }
        List<String> links = CodeFiles.links(source.directory());
        if (!links.isEmpty()) {
            throw new RatchetException(source + " has code of its own and symbolic links, behind which files can change"
                    + " unseen: " + String.join(", ", links) + ". It is not loaded; copy the files into it.");
        }
        source.verify();
    }

    private static boolean isAllowed(String digest) {
        String setting = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        List<String> allowed =
                Arrays.stream(setting.split(",")).map(String::strip).toList();
        return allowed.contains("true") || allowed.contains(digest);
    }

    private static List<String> parts(ModelPackage source, DjlFields fields) {
        Set<String> parts = new LinkedHashSet<>();
        if (fields.blockFactory() != null) {
            parts.add("the block factory " + fields.blockFactory());
        }
        String translator = fields.translator();
        if (translator != null && !translator.startsWith(DJL)) {
            parts.add("the translator " + translator);
        }
        parts.addAll(CodeFiles.of(source.directory()));
        return List.copyOf(parts);
    }

    /**
     * Refuses a directory with code where there is no MLmodel that says what was logged.
     *
     * @throws RatchetException naming the code
     */
    public static void refuseWithoutMlmodel(Path directory) {
        List<String> code = CodeFiles.of(directory);
        for (String folder : List.of(DjlFields.LIBS, "lib")) {
            if (Files.exists(directory.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                code.add("the folder " + folder);
            }
        }
        if (!code.isEmpty()) {
            throw new RatchetException(
                    "The directory '" + directory + "' has code of its own (" + String.join(", ", code)
                            + ") and no MLmodel, so nobody can tell whether it is what was logged. It is not loaded; get the"
                            + " whole package from where it was registered.");
        }
    }

    /** The class loader of the package's jars; the caller closes it when the block is no longer needed. */
    public static URLClassLoader classLoader(Path directory) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader parent = context == null ? PackageCode.class.getClassLoader() : context;
        return new URLClassLoader("ratchet-djl-package", jars(directory), parent);
    }

    private static URL[] jars(Path directory) {
        Path libs = directory.resolve(DjlFields.LIBS);
        if (!Files.isDirectory(libs)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(libs)) {
            List<URL> urls = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(url(file));
            }
            return urls.toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("The jars in '" + libs + "' cannot be listed: " + e.getMessage(), e);
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    /**
     * The block factory of a package that was checked.
     *
     * @throws RatchetException when there is no such class, or it is none
     */
    public static BlockFactory factory(ClassLoader loader, String className) {
        try {
            return Class.forName(className, true, loader)
                    .asSubclass(BlockFactory.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new RatchetException(
                    "The block factory '" + className + "' of the package cannot be made: " + e
                            + ". It must be a public class with a public constructor without parameters that implements"
                            + " ai.djl.nn.BlockFactory, in a jar under libs/ or on the class path.",
                    e);
        }
    }
}
