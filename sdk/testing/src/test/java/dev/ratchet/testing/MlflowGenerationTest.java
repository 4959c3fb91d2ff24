/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MlflowGenerationTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.chosen());

    /** The newest and the oldest, or the one that is chosen: each takes an environment and a server. */
    static List<MlflowGeneration> generations() {
        return System.getProperty(MlflowGeneration.PROPERTY) == null
                ? List.of(MlflowGeneration.V3_17_2, MlflowGeneration.V2_22_5)
                : List.of(MlflowGeneration.chosen());
    }

    /** One program for all: most of its time goes into the start of Python and MLflow. */
    @ParameterizedTest
    @MethodSource("generations")
    void server_servesTrackingRegistryArtifactsAndUi_andItsPythonLoadsXGBoostModels(MlflowGeneration generation) {
        String output = MlflowServer.shared(generation).runPython("""
                import mlflow, os, urllib.request, uuid
                name = "served-" + uuid.uuid4().hex
                mlflow.set_experiment(name)
                with mlflow.start_run() as run:
                    mlflow.log_metric("loss", 0.5)
                    mlflow.log_text("kept", "note.txt")
                client = mlflow.MlflowClient()
                print(client.get_run(run.info.run_id).data.metrics)
                print(mlflow.artifacts.load_text(run.info.artifact_uri + "/note.txt"))
                client.create_registered_model(name)
                print(client.create_model_version(name, run.info.artifact_uri, run.info.run_id).version)
                with urllib.request.urlopen(os.environ["MLFLOW_TRACKING_URI"]) as page:
                    print(b"MLflow" in page.read())

                import numpy, pandas, xgboost
                rows = numpy.arange(40.0).reshape(20, 2)
                matrix = xgboost.DMatrix(rows, label=rows[:, 0] > 15)
                os.mkdir("package")
                xgboost.train({"objective": "binary:logistic"}, matrix, 3).save_model("package/model.ubj")
                with open("package/MLmodel", "w") as file:
                    file.write('''
                flavors:
                  python_function: {data: model.ubj, loader_module: mlflow.xgboost, python_version: 3.11.7}
                  xgboost: {data: model.ubj, model_class: xgboost.core.Booster, model_format: ubj, xgb_version: 3.0.4}
                ''')
                import mlflow.pyfunc, mlflow.xgboost
                print(type(mlflow.xgboost.load_model("package")).__name__)
                print(len(mlflow.pyfunc.load_model("package").predict(pandas.DataFrame(rows))))
                """);

        assertThat(output.strip().lines().filter(line -> !line.startsWith("🏃") && !line.startsWith("🧪")))
                .containsExactly("{'loss': 0.5}", "kept", "1", "True", "Booster", "20");
    }

    @Test
    void of_findsEachRelease_andListsThemForAnother() {
        assertThat(MlflowGeneration.values())
                .allSatisfy(generation ->
                        assertThat(MlflowGeneration.of(generation.version())).isEqualTo(generation));
        assertThatThrownBy(() -> MlflowGeneration.of("3.0.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("-Dratchet.mlflow=3.0.0", "3.17.2", "3.14.0", "3.10.1", "3.5.1", "2.22.5");
    }
}
