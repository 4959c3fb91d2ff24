/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.MlflowArtifacts;
import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.store.Stores;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * The official client's API on this plugin's transport: change the constructor and keep the code, also that with {@link
 * org.mlflow.tracking.MlflowContext} and {@link org.mlflow.tracking.ActiveRun}. Needs {@code
 * org.mlflow:mlflow-client:2.17.2} on the class path, of which it uses the types but neither the HTTP client nor Python.
 *
 * <pre>{@code
 * try (MlflowClient client = new RatchetMlflowClient("http://localhost:5000")) {
 *     new MlflowContext(client).withActiveRun("depth 4", run -> run.logMetric("auc", 0.93));
 * }
 * }</pre>
 *
 * <p>What differs from the parent: a server that stalls is a time-out; only what may be sent again is sent again, a
 * refusal never; {@link #createRun(CreateRun)} makes one run also when an answer is lost, by the tag {@code
 * ratchet.client.key}; artifacts move over HTTP where the server passes them on, else to the folder or the
 * storage that it names ({@code s3:} with the module ratchet-s3), and what cannot be reached is refused with what to do; infinite metric values come back infinite. Settings are those of {@link
 * MlflowStoreProvider}, and {@code MLFLOW_REGISTRY_URI}.
 *
 * <p>Every failure is a {@link MlflowClientException}: an {@link MlflowHttpException} where the server answered, with its
 * status and its body. Downloads go to new temporary directories, which are the caller's to delete. Thread-safe. Not
 * serializable, although the parent says so.
 */
public final class RatchetMlflowClient extends FileCalls {

    private final transient MlflowTracking tracking;
    private final transient Runnable onClose;

    /**
     * A client of the server that {@code MLFLOW_TRACKING_URI} names; it connects when it is first used.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient() {
        this(builder().connect());
    }

    /**
     * A client of the server at an address; the rest is as the environment says.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient(String trackingUri) {
        this(builder().trackingUri(trackingUri).connect());
    }

    /**
     * A client with the address and the credentials that a provider has now. It is asked again, after its {@code
     * refresh}, when the server has refused its token.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient(MlflowHostCredsProvider credentials) {
        this(builder().given(credentials).connect());
    }

    RatchetMlflowClient(Transports transports) {
        this(
                new MlflowTracking(transports.tracking()),
                new MlflowRegistry(transports.registry(), transports.tracking()),
                transports.artifacts(),
                transports::close);
    }

    private RatchetMlflowClient(
            MlflowTracking tracking, MlflowRegistry registry, MlflowArtifacts files, Runnable onClose) {
        super(tracking, registry, files);
        this.tracking = tracking;
        this.onClose = onClose;
    }

    /** Says in code what the environment says otherwise. */
    public static RatchetMlflowClientBuilder builder() {
        return new RatchetMlflowClientBuilder();
    }

    /**
     * A client over the connections of opened stores, {@code ratchet.server()}; closing it leaves them open.
     *
     * @throws IllegalArgumentException when they are not those of an MLflow server
     */
    public static RatchetMlflowClient over(Stores stores) {
        if (stores.tracking() instanceof MlflowTracking tracking
                && stores.registry() instanceof MlflowRegistry registry
                && stores.artifacts() instanceof MlflowArtifacts files) {
            return new RatchetMlflowClient(tracking, registry, files, () -> {});
        }
        throw new IllegalArgumentException("The stores at '" + stores.target()
                + "' are not those of an MLflow server. Set MLFLOW_TRACKING_URI and give Ratchet.server().");
    }

    /** What the official API lacks for registered models and their aliases. */
    public RegisteredModels registeredModels() {
        return new RegisteredModels(rpc);
    }

    /** What the official API lacks for versions of registered models. */
    public ModelVersions modelVersions() {
        return new ModelVersions(rpc, versions);
    }

    /** Logged models, which MLflow has from 3.0 on. */
    public LoggedModels loggedModels() {
        return new LoggedModels(rpc, tracking);
    }

    /** The datasets and models that runs used and made. */
    public Lineage lineage() {
        return new Lineage(rpc, tracking);
    }

    /** Experiments, runs and points of any number as streams. */
    public Streams streams() {
        return new Streams(rpc, runs);
    }

    /** Asks the tracking server who it is, once and without another attempt. */
    public ServerInfo serverInfo() {
        return told(() -> ServerInfo.of(tracking.describe(tracking.transport().timeout())));
    }

    /** Ends the connections, unless they belong to opened stores. Idempotent. */
    @Override
    public void close() {
        super.close();
        onClose.run();
    }
}
