/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import dev.ratchet.internal.io.Version;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a run is made with, at one moment. Holds no value of an environment variable; system properties and flags only
 * by an allow-list of names. Immutable; taking it costs tens of milliseconds, so take it once.
 */
public final class EnvironmentSnapshot {

    private final CodeVersion code;
    private final String user;
    private final String host;
    private final String entryPoint;
    private final OptionalLong memoryBytes;
    private final List<String> jvmFlags;
    private final List<Artifact> artifacts;
    private final Map<String, String> properties;

    private EnvironmentSnapshot(Supplier<CodeVersion> code, Path directory) {
        this.user = property("user.name");
        this.host = Host.name();
        this.entryPoint = EntryPoint.of(System.getProperty("sun.java.command", ""));
        this.memoryBytes = Host.memoryBytes();
        this.jvmFlags = flags();
        String modulePath = System.getProperty("jdk.module.path", "");
        String classPath = System.getProperty("java.class.path", "");
        this.artifacts = ClassPath.read(classPath + File.pathSeparator + modulePath, directory);
        this.properties = JvmFlags.properties(System.getProperties());
        this.code = code.get(); // last: it is being read meanwhile
    }

    /**
     * Looks around. Never throws.
     *
     * @param environment the environment's variables, of which only those that CI systems document are read
     * @param directory the working directory
     */
    public static EnvironmentSnapshot take(Map<String, String> environment, Path directory) {
        return begin(environment, directory).get();
    }

    /**
     * Begins to read the git repository on another thread, which is most of the work the first time, and returns at
     * once. The result takes the rest when it is first asked, waits, and from then on answers with the same snapshot.
     */
    public static Supplier<EnvironmentSnapshot> begin(Map<String, String> environment, Path directory) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Supplier<CodeVersion> code =
                CodeVersion.begin(environment, directory, loader != null ? loader : ClassLoader.getSystemClassLoader());
        return new Once(() -> new EnvironmentSnapshot(code, directory));
    }

    private static final class Once implements Supplier<EnvironmentSnapshot> {

        private final Supplier<EnvironmentSnapshot> source;
        private @Nullable EnvironmentSnapshot snapshot;

        Once(Supplier<EnvironmentSnapshot> source) {
            this.source = source;
        }

        @Override
        public synchronized EnvironmentSnapshot get() {
            if (snapshot == null) {
                snapshot = source.get();
            }
            return snapshot;
        }
    }

    /** Which code runs. */
    public CodeVersion code() {
        return code;
    }

    /** The user's name at the operating system. */
    public String user() {
        return user;
    }

    /** The host's name. */
    public String host() {
        return host;
    }

    /** The class or jar that was started. */
    public String entryPoint() {
        return entryPoint;
    }

    /** Names and versions of the libraries that results depend on most. */
    public Map<String, String> notableLibraries() {
        Map<String, String> libraries = new TreeMap<>();
        artifacts.stream()
                .filter(Artifact::notable)
                .forEach(artifact -> libraries.putIfAbsent(artifact.id(), Objects.requireNonNull(artifact.version())));
        return libraries;
    }

    /** The artifact {@code environment.json}: maps, lists, strings and numbers; what is unknown is absent. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ratchet", Version.CURRENT);
        json.put("user", user);
        json.put("host", host);
        json.put("entry_point", entryPoint);
        json.put("git", git());
        json.put("os", os());
        json.put("java", java());
        json.put("locale", Locale.getDefault().toLanguageTag());
        json.put("charset", Charset.defaultCharset().name());
        json.put("time_zone", TimeZone.getDefault().getID());
        json.put("jvm_flags", jvmFlags);
        json.put("system_properties", properties);
        json.put("libraries", notableLibraries());
        json.put("class_path", artifacts.stream().map(Artifact::toJson).toList());
        return json;
    }

    private Map<String, Object> git() {
        Map<String, Object> git = new LinkedHashMap<>();
        put(git, "commit", code.commit());
        put(git, "branch", code.branch());
        put(git, "dirty", code.dirty());
        put(git, "remote", code.remote());
        git.put("source", code.source());
        return git;
    }

    private Map<String, Object> os() {
        Map<String, Object> os = new LinkedHashMap<>();
        os.put("name", property("os.name"));
        os.put("version", property("os.version"));
        os.put("arch", property("os.arch"));
        os.put("cpus", Runtime.getRuntime().availableProcessors());
        memoryBytes.ifPresent(bytes -> os.put("memory_bytes", bytes));
        return os;
    }

    private static Map<String, Object> java() {
        Map<String, Object> java = new LinkedHashMap<>();
        java.put("version", property("java.version"));
        java.put("vendor", property("java.vendor"));
        java.put("vm", property("java.vm.name"));
        java.put("vm_version", property("java.vm.version"));
        java.put("max_heap_bytes", Runtime.getRuntime().maxMemory());
        return java;
    }

    /** The tags of a run: MLflow's own, and Ratchet's; what is unknown is absent. */
    public Map<String, String> mlflowTags() {
        Map<String, Object> tags = new LinkedHashMap<>();
        put(tags, "mlflow.user", user);
        put(tags, "mlflow.source.name", entryPoint);
        put(tags, "mlflow.source.type", "LOCAL");
        put(tags, "mlflow.source.git.commit", code.commit());
        put(tags, "mlflow.source.git.branch", code.branch());
        put(tags, "mlflow.source.git.repoURL", code.remote());
        put(tags, "ratchet.version", Version.CURRENT);
        put(tags, "ratchet.git.dirty", code.dirty());
        put(tags, "ratchet.git.source", code.commit() == null ? null : code.source());
        put(tags, "ratchet.host", host);
        put(tags, "ratchet.os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        put(tags, "ratchet.java.version", property("java.version"));
        put(tags, "ratchet.java.vendor", property("java.vendor"));
        Map<String, String> texts = new LinkedHashMap<>();
        tags.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static List<String> flags() {
        try {
            return JvmFlags.allowed(ManagementFactory.getRuntimeMXBean().getInputArguments());
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
