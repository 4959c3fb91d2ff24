/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * In the long form alone: the short one searches MLflow 3. MLflow 2 takes NaN for 0, has no IS NULL, and cannot put runs
 * that it found by a dataset in the order of a param or a tag.
 */
class Mlflow2SearchLongTest extends SearchContract {

    private static final Pattern METRIC = Pattern.compile("metrics?\\.");
    private static final Pattern KEYED = Pattern.compile("(params?|parameters?|tags?)\\.");
    private static final Pattern DATASET = Pattern.compile("datasets?\\.");
    private static final Pattern NULL = Pattern.compile("(?i)\\sis\\s+(not\\s+)?null");

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V2_22_5);

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Override
    boolean means(String filter, List<Orders.Order> order) {
        String orders = order.stream().map(Orders.Order::text).collect(Collectors.joining(" "));
        boolean metrics = METRIC.matcher(filter + " " + orders).find();
        boolean ordered = KEYED.matcher(orders).find();
        return !metrics
                && !NULL.matcher(filter).find()
                && !(ordered && DATASET.matcher(filter).find());
    }
}
