/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives a JUnit test class a real MLflow server: as a parameter of its tests and set-up methods, and from {@link
 * #server()}. Without a Python that can run one the class is skipped; in an environment with {@code CI=true} it fails
 * instead, so that nobody believes in tests that did not run.
 *
 * <pre>{@code
 * class TrainingTest {
 *
 *   @RegisterExtension
 *   static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);
 *
 *   @Test
 *   void training_canBeReadByPython(@TempDir Path folder) {
 *     try (Ratchet ratchet = Ratchet.builder().store(folder).trackingUri(MLFLOW.uri()).open()) {
 *       Training.run(ratchet, "churn-" + UUID.randomUUID());
 *     }
 *     String found = MLFLOW.runPython("import mlflow; print(len(mlflow.search_runs(search_all_experiments=True)))");
 *     assertThat(found.strip()).isNotEqualTo("0");
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #shared} is one server for all test classes of a build, so it is quick and holds what others logged: take
 * names of your own. {@link #started} is an empty one for this class, which may be stopped and killed.
 *
 * <p>How it ends: {@link #started} after the class, {@link #shared} with Maven (or with this JVM where Surefire did not
 * start it). A JVM or a Maven that is killed takes it along: a supervisor beside the server notices, ends the whole
 * process group, by force after 5 s, and removes the server's files. A server stays behind only when its supervisor
 * itself is killed, and files when the machine stops.
 *
 * <p>The first use on a machine makes a {@linkplain MlflowEnvironment Python environment}; other processes that ask at
 * the same time wait for it. A test that needs no real server is quicker with {@link
 * dev.ratchet.testing.memory.InMemoryStores}.
 */
public final class MlflowServerExtension
        implements ExecutionCondition, BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Logger LOG = LoggerFactory.getLogger(MlflowServerExtension.class);

    private final Supplier<MlflowServer> source;
    private final Map<String, String> environment;

    private @Nullable MlflowServer server;
    private int classes;

    private MlflowServerExtension(Supplier<MlflowServer> source, Map<String, String> environment) {
        this.source = source;
        this.environment = environment;
    }

    /** The server that all tests of the build share: see {@link MlflowServer#shared(MlflowGeneration)}. */
    public static MlflowServerExtension shared(MlflowGeneration generation) {
        return shared(MlflowServerOptions.of(generation));
    }

    /** The server with these options that all tests of the build share: see {@link MlflowServer#shared(MlflowServerOptions)}. */
    public static MlflowServerExtension shared(MlflowServerOptions options) {
        return new MlflowServerExtension(() -> MlflowServer.shared(options), System.getenv());
    }

    /** A server for this test class alone, which may be stopped and killed. */
    public static MlflowServerExtension started(MlflowServerOptions options) {
        return new MlflowServerExtension(() -> MlflowServer.start(options), System.getenv());
    }

    static MlflowServerExtension of(Supplier<MlflowServer> source, Map<String, String> environment) {
        return new MlflowServerExtension(source, environment);
    }

    /**
     * The server of the running test class.
     *
     * @throws IllegalStateException outside of a test class
     */
    public MlflowServer server() {
        if (server == null) {
            throw new IllegalStateException(
                    "no test class runs; is the extension's field static and annotated with" + " @RegisterExtension?");
        }
        return server;
    }

    /** Where the server listens. */
    public URI uri() {
        return server().uri();
    }

    /** Runs a Python script: see {@link MlflowServer#runPython(String, String...)}. */
    public String runPython(String script, String... arguments) {
        return server().runPython(script, arguments);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent() || required()) {
            return ConditionEvaluationResult.enabled("checked for the class");
        }
        try {
            PythonInterpreter.find(environment);
            return ConditionEvaluationResult.enabled("Python is present");
        } catch (RatchetException e) {
            LOG.warn("Skipping {}: {}", context.getDisplayName(), e.getMessage());
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
    }

    private boolean required() {
        return "true".equalsIgnoreCase(environment.get("CI"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MlflowServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (required()) {
            PythonInterpreter.find(environment);
        }
        if (server == null) {
            server = source.get();
        }
        classes++;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // Nested classes are within their outer class's server.
        classes--;
        if (classes == 0 && server != null) {
            server.close();
            server = null;
        }
    }
}
