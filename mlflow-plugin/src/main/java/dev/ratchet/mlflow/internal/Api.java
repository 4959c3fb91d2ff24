/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

/** Where MLflow's endpoints are. */
final class Api {

    private static final String BASE = "/api/2.0/mlflow/";

    static final String EXPERIMENT_CREATE = BASE + "experiments/create";
    static final String EXPERIMENT_GET_BY_NAME = BASE + "experiments/get-by-name";
    static final String EXPERIMENT_SEARCH = BASE + "experiments/search";
    static final String RUN_CREATE = BASE + "runs/create";
    static final String RUN_GET = BASE + "runs/get";
    static final String RUN_SEARCH = BASE + "runs/search";
    static final String RUN_UPDATE = BASE + "runs/update";
    static final String RUN_DELETE = BASE + "runs/delete";
    static final String RUN_SET_TAG = BASE + "runs/set-tag";
    static final String RUN_DELETE_TAG = BASE + "runs/delete-tag";
    static final String LOG_BATCH = BASE + "runs/log-batch";
    static final String LOG_INPUTS = BASE + "runs/log-inputs";
    static final String LOG_MODEL = BASE + "runs/log-model";
    static final String RUN_OUTPUTS = BASE + "runs/outputs";
    static final String METRIC_HISTORY = BASE + "metrics/get-history";
    static final String LOGGED_MODELS = BASE + "logged-models";
    static final String REGISTERED_MODEL_CREATE = BASE + "registered-models/create";
    static final String REGISTERED_MODEL_GET = BASE + "registered-models/get";
    static final String REGISTERED_MODEL_SEARCH = BASE + "registered-models/search";
    static final String REGISTERED_MODEL_UPDATE = BASE + "registered-models/update";
    static final String REGISTERED_MODEL_RENAME = BASE + "registered-models/rename";
    static final String REGISTERED_MODEL_DELETE = BASE + "registered-models/delete";
    static final String REGISTERED_MODEL_SET_TAG = BASE + "registered-models/set-tag";
    static final String REGISTERED_MODEL_DELETE_TAG = BASE + "registered-models/delete-tag";
    static final String ALIAS = BASE + "registered-models/alias";
    static final String VERSION_CREATE = BASE + "model-versions/create";
    static final String VERSION_GET = BASE + "model-versions/get";
    static final String VERSION_SEARCH = BASE + "model-versions/search";
    static final String VERSION_DELETE = BASE + "model-versions/delete";
    static final String VERSION_SET_TAG = BASE + "model-versions/set-tag";
    static final String VERSION_DELETE_TAG = BASE + "model-versions/delete-tag";
    static final String VERSION_UPDATE = BASE + "model-versions/update";
    static final String VERSION_STAGE = BASE + "model-versions/transition-stage";
    static final String VERSION_DOWNLOAD_URI = BASE + "model-versions/get-download-uri";
    static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";
    static final String PARTS_CREATE = "/api/2.0/mlflow-artifacts/mpu/create";
    static final String PARTS_COMPLETE = "/api/2.0/mlflow-artifacts/mpu/complete";
    static final String PARTS_ABORT = "/api/2.0/mlflow-artifacts/mpu/abort";
    static final String PRESIGNED = "/api/2.0/mlflow-artifacts/presigned";
    static final String PRESIGNED_UPLOAD = BASE + "artifacts/presigned-upload-url";
    static final String PRESIGNED_DOWNLOAD = BASE + "artifacts/presigned-download-url";
    static final String ARTIFACT_LIST = BASE + "artifacts/list";
    static final String SERVER_INFO = "/api/3.0/mlflow/server-info";

    private Api() {}
}
