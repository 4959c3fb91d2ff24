/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.MlflowServerOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The server that the tests run against: the newest release with SQLite, or what {@code -Dratchet.mlflow=3.10.1} names;
 * with {@code -Dratchet.mlflow.database=postgresql} on a PostgreSQL that ends with this JVM.
 */
public final class ChosenServer {

    private ChosenServer() {}

    /** The server that all test classes share. */
    public static MlflowServerExtension shared() {
        return MlflowServerExtension.shared(options(Postgres::shared));
    }

    /** The server with users and passwords that all test classes share. */
    public static MlflowServerExtension guarded() {
        return MlflowServerExtension.shared(
                options(Postgres::shared).withBasicAuth().withAllowedHosts("127.0.0.1:*"));
    }

    /** For a server of its own with more options. */
    public static MlflowServerOptions options() {
        return options(Postgres::another);
    }

    private static MlflowServerOptions options(Supplier<String> postgres) {
        MlflowServerOptions options = MlflowServerOptions.of(MlflowGeneration.chosen());
        String database = System.getProperty("ratchet.mlflow.database", "sqlite");
        return switch (database) {
            case "sqlite" -> options;
            case "postgresql" -> options.withDatabase(postgres.get());
            default ->
                throw new IllegalArgumentException(
                        "-Dratchet.mlflow.database=" + database + ": allowed are 'sqlite' and 'postgresql'");
        };
    }

    /** Whether it fails to give back files whose names are not ASCII. */
    public static boolean losesNamesBeyondAscii(MlflowGeneration generation) {
        return generation == MlflowGeneration.V3_5_1 || generation == MlflowGeneration.V3_10_1;
    }

    /** One for this JVM, because it takes seconds to start; it ends itself in a shutdown hook. */
    private static final class Postgres {

        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger COUNT = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                // No server outlives its tests here, so nothing has to be on the disk.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start PostgreSQL", e);
            }
        }

        static String shared() {
            return uri("postgres");
        }

        static String another() {
            String name = "mlflow_" + COUNT.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot make the database " + name, e);
            }
            return uri(name);
        }

        /** With the driver named: SQLAlchemy 2.1 takes another one by itself. */
        private static String uri(String database) {
            return "postgresql+psycopg2://postgres@127.0.0.1:" + SERVER.getPort() + "/" + database;
        }
    }
}
