/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.MisconfiguredException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;

/** Makes the SDK's client when it is first needed, since finding the region and credentials may ask the network. */
final class S3Clients implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final S3Settings settings;
    private @Nullable S3Client client;
    private @Nullable SdkHttpClient http;
    private @Nullable AwsCredentialsProvider credentials;
    private boolean closed;

    S3Clients(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * The client, with credentials that are there.
     *
     * @throws MisconfiguredException when no region or no credentials are found
     */
    synchronized S3Client get() {
        if (closed) {
            throw new IllegalStateException("The store is closed.");
        }
        S3Client current = client;
        if (current == null) {
            current = open(credentials());
            client = current;
        }
        try {
            credentials().resolveCredentials();
        } catch (SdkClientException e) {
            throw new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    "There are no credentials for S3. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
                            + " to a profile of ~/.aws/credentials, or run where a role of the machine or container"
                            + " gives them (roles by web identity need software.amazon.awssdk:sts on the class path,"
                            + " profiles of sign-on software.amazon.awssdk:sso).");
        }
        return current;
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider current = credentials;
        if (current == null) {
            S3Settings.Keys keys = settings.keys();
            current = keys == null
                    ? DefaultCredentialsProvider.builder().build()
                    : StaticCredentialsProvider.create(credentials(keys));
            credentials = current;
        }
        return current;
    }

    private static AwsCredentials credentials(S3Settings.Keys keys) {
        return keys.session() == null
                ? AwsBasicCredentials.create(keys.id(), keys.secret())
                : AwsSessionCredentials.create(keys.id(), keys.secret(), keys.session());
    }

    private S3Client open(AwsCredentialsProvider provider) {
        SdkHttpClient transport = http();
        http = transport;
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(provider)
                .region(region())
                .forcePathStyle(settings.pathStyle())
                // Digests are ours, given where they count: other storage often knows none of the SDK's own.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(transport);
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    private Region region() {
        if (!settings.region().isEmpty()) {
            return Region.of(settings.region());
        }
        boolean other = settings.endpoint() != null;
        // Other storage does not care for it, so the network is not asked.
        AwsRegionProvider provider = other ? new AwsProfileRegionProvider() : new DefaultAwsRegionProviderChain();
        try {
            Region found = provider.getRegion();
            if (found != null) {
                return found;
            }
        } catch (SdkClientException e) {
            if (!other) {
                throw noRegion();
            }
        }
        if (!other) {
            throw noRegion();
        }
        return Region.US_EAST_1;
    }

    private static MisconfiguredException noRegion() {
        return new MisconfiguredException("There is no region for S3. Set AWS_REGION to that of the bucket, such as"
                + " eu-central-1, or 'region' in the profile in ~/.aws/config; for storage that is not Amazon's set"
                + " MLFLOW_S3_ENDPOINT_URL.");
    }

    private SdkHttpClient http() {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder()
                .connectionTimeout(settings.timeout().compareTo(CONNECT_LIMIT) < 0 ? settings.timeout() : CONNECT_LIMIT)
                .socketTimeout(settings.timeout());
        if (!settings.authorities().isEmpty()) {
            TrustManager[] trusted = trust(Path.of(settings.authorities()));
            http.tlsTrustManagersProvider(() -> trusted);
        }
        return new RetriedHttp(http.buildWithDefaults(AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, settings.ignoreTls())
                .build()));
    }

    private static TrustManager[] trust(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new MisconfiguredException(
                    "AWS_CA_BUNDLE names " + file + ", which cannot be read as certificates: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
            client = null;
            if (http != null) {
                // One that was given to the SDK is not the SDK's to close.
                http.close();
            }
        }
        if (credentials instanceof DefaultCredentialsProvider found) {
            found.close();
        }
    }
}
