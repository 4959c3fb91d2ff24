/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes filters that are right; an id of a run stands in them as «its name». */
final class Filters {

    private static final List<String> NUMERIC = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<String> EQUALITY = List.of("=", "!=");
    private static final List<String> LIKE = List.of("LIKE", "like", "ILIKE", "ilike", "Like", "iLIKE");
    private static final List<String> ANDS = List.of(" AND ", " and ", "\nAnD\t", " AND AND ", "  AND  ");

    private final Random random;
    private final List<String> names;

    /** A comparison, and whether an AND in front of it may be missing. */
    private record Clause(String text, boolean plain) {}

    Filters(Random random, List<String> names) {
        this.random = random;
        this.names = names;
    }

    String next() {
        StringBuilder filter = new StringBuilder(random.nextInt(12) == 0 ? "AND " : "");
        int count = 1 + random.nextInt(random.nextInt(4) + 1);
        for (int i = 0; i < count; i++) {
            Clause clause = clause();
            if (i > 0) {
                filter.append(clause.plain() && random.nextInt(8) == 0 ? " " : any(ANDS));
            }
            filter.append(clause.text());
        }
        if (random.nextInt(12) == 0) {
            // Behind a backslash the quote closes only when there is no other to come.
            return filter.toString().indexOf('"') < 0 ? filter + " AND params.eta != \"end\\\"" : filter.toString();
        }
        return filter.append(random.nextInt(12) == 0 ? " and " : "").toString();
    }

    private Clause clause() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> plain(metric(), any(NUMERIC), any(Values.LITERALS));
            case 3, 4 -> text(entity("param", "params", "parameter", "parameters"), any(Values.PARAMS), Values.TEXTS);
            case 5, 6 -> text(entity("tag", "tags"), any(Values.TAGS), Values.TEXTS);
            case 7 -> dataset();
            case 8 -> time();
            case 9 -> runName();
            case 10 -> id();
            default -> attribute();
        };
    }

    private String metric() {
        return entity("metric", "metrics") + "." + key(any(Values.METRICS));
    }

    private Clause text(String entity, String key, List<String> values) {
        String field = entity + "." + key(key);
        return switch (random.nextInt(6)) {
            case 0 -> new Clause(field + any(List.of(" IS NULL", " is null", " IS  NULL")), false);
            case 1 -> new Clause(field + any(List.of(" IS NOT NULL", " is  not null")), false);
            case 2, 3 -> like(field, values);
            default -> plain(field, any(EQUALITY), quoted(any(values)));
        };
    }

    private Clause like(String field, List<String> values) {
        return plain(field, " " + any(LIKE) + " ", quoted(random.nextBoolean() ? any(Values.PATTERNS) : any(values)));
    }

    private Clause dataset() {
        String entity = entity("dataset", "datasets") + ".";
        return switch (random.nextInt(3)) {
            case 0 -> dataset(entity + "name", Values.DATASETS);
            case 1 -> dataset(entity + "digest", Values.DIGESTS);
            default -> dataset(entity + "context", Values.CONTEXTS);
        };
    }

    private Clause dataset(String field, List<String> values) {
        return switch (random.nextInt(3)) {
            case 0 -> list(field, List.of(quoted(any(values)), quoted(any(values))));
            case 1 -> like(field, values);
            default -> plain(field, any(EQUALITY), quoted(any(values)));
        };
    }

    private Clause list(String field, List<String> values) {
        String list = "(" + String.join(any(List.of(",", ", ", " , ")), values) + (random.nextInt(5) == 0 ? ",)" : ")");
        return new Clause(field + any(List.of(" IN ", " in", " NOT IN ", " not  in ")) + list, false);
    }

    private Clause time() {
        String field = any(List.of(
                "start_time",
                "created",
                "Created",
                "end_time",
                "attributes.start_time",
                "attr.end_time",
                "run.`start_time`",
                "attribute.created",
                "`end_time`",
                "\"start_time\""));
        long time = GeneratedRuns.BEGIN + 500L * random.nextInt(16);
        String literal = any(List.of(Long.toString(time), time + ".0", time + ".5", (time / 1000) + "e3"));
        return plain(field, any(NUMERIC), literal);
    }

    private Clause runName() {
        String field = any(List.of(
                "run_name",
                "attributes.run_name",
                "`run name`",
                "\"Run name\"",
                "attributes.`Run Name`",
                "tags.mlflow.runName",
                "attr.'run name'"));
        return random.nextBoolean()
                ? plain(field, any(EQUALITY), quoted(any(names)))
                : plain(
                        field,
                        " " + any(LIKE) + " ",
                        quoted(any(List.of("run-0%", "RUN-__1%", "%a", "%\ud83d\ude00", "%!_x"))));
    }

    private Clause id() {
        String field = any(List.of("run_id", "attributes.run_id", "run.run_id"));
        List<String> ids = List.of(id(any(names)), id(any(names)), "'0123'");
        return random.nextBoolean()
                ? list(field, ids)
                : plain(field, any(List.of("=", "!=", " LIKE ", " ilike ")), id(any(names)));
    }

    private static String id(String name) {
        return "'«" + name + "»'";
    }

    private Clause attribute() {
        return switch (random.nextInt(4)) {
            case 0 -> plain("user_id", any(EQUALITY), any(List.of("''", "'root'")));
            case 1 -> plain("artifact_uri", " LIKE ", "'%«" + any(names) + "»%'");
            default ->
                random.nextBoolean()
                        ? plain(
                                "status",
                                any(EQUALITY),
                                any(List.of("'FINISHED'", "\"RUNNING\"", "'failed'", "'KILLED'")))
                        : plain("attributes.status", " " + any(LIKE) + " ", any(List.of("'F%'", "'%ed'", "'_______'")));
        };
    }

    private Clause plain(String field, String operator, String value) {
        boolean spaced = operator.startsWith(" ");
        String space = spaced || random.nextInt(3) == 0 ? "" : " ";
        return new Clause(field + space + operator + space + value, true);
    }

    private String entity(String... aliases) {
        String entity = any(List.of(aliases));
        return random.nextInt(10) == 0 ? "`" + entity + "`" : entity;
    }

    /** A key in quotes, or without where MLflow wants none. */
    String key(String key) {
        boolean free = key.matches("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*|1_?a")
                && !key.matches("(?i)(.*\\.)?(as|case|from|in|using|values)(\\..*)?");
        return free && random.nextInt(3) > 0 ? key : any(List.of("`" + key + "`", "'" + key + "'", "\"" + key + "\""));
    }

    /** A text in quotes that it does not have itself; in a text they would close it, or look as if they were escapes. */
    private String quoted(String text) {
        String value = text.endsWith("\\") ? text.substring(0, text.length() - 1) : text;
        List<String> quotes = new ArrayList<>();
        if (!value.replace("''", "").contains("'")) {
            quotes.add("'");
        }
        if (!value.contains("\"")) {
            quotes.add("\"");
        }
        String quote = any(quotes);
        return quote + value + quote;
    }

    private <T> T any(List<T> values) {
        return Values.any(values, random);
    }
}
