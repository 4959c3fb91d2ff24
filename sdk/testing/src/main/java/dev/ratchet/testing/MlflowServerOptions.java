/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a test server is started. Immutable; every {@code with} gives a new value.
 *
 * @param generation the MLflow release
 * @param basicAuth whether the server asks for a user and password, see {@link MlflowServer#ADMIN_USER}
 * @param allowedHosts the values of the {@code Host} header that are answered; empty for MLflow's default, which is
 *     localhost and private addresses. Needs MLflow 3
 * @param arguments more arguments of {@code mlflow server}, for example {@code --static-prefix=/tracking}
 * @param environment more environment variables of the server
 * @param database where runs and models are kept, as {@code --backend-store-uri} takes it, for example {@code
 *     postgresql+psycopg2://postgres@127.0.0.1:5432/mlflow}; empty for a SQLite file of the server's own
 */
public record MlflowServerOptions(
        MlflowGeneration generation,
        boolean basicAuth,
        List<String> allowedHosts,
        List<String> arguments,
        Map<String, String> environment,
        String database) {

    /** Checks and copies. */
    public MlflowServerOptions {
        allowedHosts = List.copyOf(allowedHosts);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (!allowedHosts.isEmpty() && generation == MlflowGeneration.V2_22_5) {
            throw new RatchetException("allowedHosts " + allowedHosts
                    + " is not possible with MLflow 2.22.5, which answers every host; leave it out or use V3_17_2");
        }
    }

    /** A server of this release without authentication. */
    public static MlflowServerOptions of(MlflowGeneration generation) {
        return new MlflowServerOptions(generation, false, List.of(), List.of(), Map.of(), "");
    }

    /** The same with a user and password, see {@link MlflowServer#ADMIN_USER}. */
    public MlflowServerOptions withBasicAuth() {
        return new MlflowServerOptions(generation, true, allowedHosts, arguments, environment, database);
    }

    /** The same, answering only these values of the {@code Host} header (with the port, or with a star for it). */
    public MlflowServerOptions withAllowedHosts(String... hosts) {
        return new MlflowServerOptions(generation, basicAuth, List.of(hosts), arguments, environment, database);
    }

    /** The same with these additional arguments of {@code mlflow server}. */
    public MlflowServerOptions withArguments(String... more) {
        return new MlflowServerOptions(generation, basicAuth, allowedHosts, List.of(more), environment, database);
    }

    /** The same with one more environment variable of the server. */
    public MlflowServerOptions withEnvironment(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(name, value);
        return new MlflowServerOptions(generation, basicAuth, allowedHosts, arguments, all, database);
    }

    /**
     * The same with its runs and models in this database, which has to be there, and is left as it is in the end. Files
     * stay in the server's own directory. Only MLflow 3.17.2 has a driver: psycopg2 for PostgreSQL.
     *
     * @param uri as {@code --backend-store-uri} takes it, for example {@code
     *     postgresql+psycopg2://postgres@127.0.0.1:5432/mlflow}
     */
    public MlflowServerOptions withDatabase(String uri) {
        return new MlflowServerOptions(generation, basicAuth, allowedHosts, arguments, environment, uri);
    }

    /** The path below which the server is, given among the arguments; empty for none. */
    String staticPrefix() {
        String option = "--static-prefix=";
        return arguments.stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst()
                .orElse("");
    }
}
