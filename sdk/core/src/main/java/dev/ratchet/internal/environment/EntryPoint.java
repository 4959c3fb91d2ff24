/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the user started: a class or a jar, never its arguments. */
final class EntryPoint {

    /** Programs that run other people's classes, by what their command begins with or contains. */
    private static final Map<String, String> LAUNCHERS = launchers();

    private static final List<String> NOT_THE_USERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.junit.",
            "junit.",
            "org.testng.",
            "org.apache.maven.",
            "org.codehaus.",
            "org.gradle.",
            "worker.org.gradle.",
            "com.intellij.",
            "org.eclipse.",
            "scala.",
            "kotlin.",
            "sbt.",
            "dev.ratchet.internal.");

    private EntryPoint() {}

    private static Map<String, String> launchers() {
        Map<String, String> launchers = new LinkedHashMap<>();
        launchers.put("surefire", "surefire");
        launchers.put("org.gradle", "gradle");
        launchers.put("org.codehaus.plexus.classworlds", "maven");
        launchers.put("com.intellij.rt", "intellij");
        launchers.put("org.eclipse.jdt", "eclipse");
        launchers.put("jdk.jshell", "jshell");
        launchers.put("org.junit.platform", "junit");
        launchers.put("sbt.", "sbt");
        return launchers;
    }

    /**
     * The class or jar that was started. Where that is a test runner or a build tool it is the outermost class of the
     * user's on the calling thread's stack, else the tool's name.
     *
     * @param command {@code sun.java.command}: what was started and its arguments
     */
    static String of(String command) {
        String started = started(command);
        for (Map.Entry<String, String> launcher : LAUNCHERS.entrySet()) {
            if (started.contains(launcher.getKey())) {
                return outermost(
                        StackWalker.getInstance()
                                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                                        .toList()),
                        launcher.getValue());
            }
        }
        return started.isEmpty() ? "java" : started;
    }

    /** The first token; a jar's path may hold blanks, so it ends at the suffix. A path is cut to its last name. */
    private static String started(String command) {
        int jar = command.indexOf(".jar");
        int blank = command.indexOf(' ');
        boolean isPath = command.startsWith("/")
                || command.startsWith("\\")
                || command.startsWith(".")
                || command.matches("(?s)[A-Za-z]:[/\\\\].*");
        String token = jar >= 0 && (isPath || blank < 0 || jar < blank)
                ? command.substring(0, jar + 4)
                : blank < 0 ? command : command.substring(0, blank);
        boolean isJar = token.endsWith(".jar") || isPath;
        int slash = Math.max(token.lastIndexOf('/'), token.lastIndexOf('\\'));
        return isJar && slash >= 0 ? token.substring(slash + 1) : token;
    }

    /** The last of the class names, which begin at the innermost frame, that is the user's. */
    static String outermost(List<String> classNames, String otherwise) {
        for (int i = classNames.size() - 1; i >= 0; i--) {
            String name = classNames.get(i);
            if (NOT_THE_USERS.stream().noneMatch(name::startsWith)) {
                int inner = name.indexOf('$');
                return inner > 0 ? name.substring(0, inner) : name;
            }
        }
        return otherwise;
    }
}
