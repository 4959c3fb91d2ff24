/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import dev.ratchet.checks.Markdown.Block;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles the Java of a page: a whole file, or statements that are put into a method. */
final class Snippet {

    private static final Pattern WHOLE_FILE =
            Pattern.compile("^(public |final )*(class|record|interface|enum) ", Pattern.MULTILINE);

    /** What a reader need not see: the JDK's usual packages and the entry types of the modules. */
    private static final List<String> IMPORTED = List.of(
            "java.net",
            "java.nio.file",
            "java.time",
            "java.util",
            "dev.ratchet",
            "dev.ratchet.data",
            "dev.ratchet.dataset",
            "dev.ratchet.djl",
            "dev.ratchet.evaluation",
            "dev.ratchet.mlflow",
            "dev.ratchet.model",
            "dev.ratchet.onnx",
            "dev.ratchet.promotion",
            "dev.ratchet.testing",
            "dev.ratchet.xgboost",
            "ml.dmlc.xgboost4j.java");

    private Snippet() {}

    /** The compiler's errors; empty when there are none. */
    static List<String> compile(Block block, Path output) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
        compiler.getTask(null, null, messages, options, null, List.of(new Source(source(block))))
                .call();
        return messages.getDiagnostics().stream()
                .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                .map(message -> block + ": " + message.getMessage(Locale.ROOT))
                .toList();
    }

    private static String source(Block block) {
        String own = block.code().lines().filter(Snippet::isImport).collect(Collectors.joining("\n"));
        String rest = block.code().lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        String imports = Stream.concat(
                        Stream.of(own),
                        IMPORTED.stream().filter(Snippet::exists).map(name -> "import " + name + ".*;"))
                .collect(Collectors.joining("\n"));
        if (WHOLE_FILE.matcher(rest).find()) {
            return imports + "\n" + rest.replaceFirst("(?m)^public ", "");
        }
        return imports + "\nclass Snippet {\n  void run(" + block.given() + ") throws Exception {\n" + rest
                + "\n  }\n}\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private static boolean exists(String name) {
        String path = name.replace('.', '/');
        ClassLoader loader = Snippet.class.getClassLoader();
        return name.startsWith("java.")
                || loader.getResource(path + "/package-info.class") != null
                || loader.getResource(path + "/Booster.class") != null;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
