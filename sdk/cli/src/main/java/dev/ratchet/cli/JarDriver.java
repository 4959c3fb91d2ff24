/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.logging.Logger;

/**
 * The driver in a jar that is not on the class path. DriverManager gives drivers only to classes that could have loaded
 * them, so that this one stands for it.
 */
final class JarDriver implements Driver {

    private final URLClassLoader loader;
    private final Driver driver;

    private JarDriver(URLClassLoader loader, Driver driver) {
        this.loader = loader;
        this.driver = driver;
    }

    static JarDriver load(Path jar, String url) {
        if (!Files.isRegularFile(jar)) {
            throw new RatchetException("There is no file '" + jar + "'. --driver takes the jar of a JDBC driver.");
        }
        try {
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, JarDriver.class.getClassLoader());
            for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
                if (driver.getClass().getClassLoader() == loader && driver.acceptsURL(url)) {
                    JarDriver stand = new JarDriver(loader, driver);
                    DriverManager.registerDriver(stand);
                    return stand;
                }
            }
            loader.close();
        } catch (IOException | SQLException | ServiceConfigurationError e) {
            throw new RatchetException("'" + jar + "' cannot be used as a JDBC driver: " + e.getMessage(), e);
        }
        throw new RatchetException("'" + jar + "' has no JDBC driver for '" + DatasetQuery.kind(url)
                + "'. Give the jar of that database's driver, and check the address.");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return driver.connect(url, properties);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    /** Takes the driver away. */
    void close() {
        try {
            DriverManager.deregisterDriver(this);
            loader.close();
        } catch (SQLException | IOException e) {
            throw new RatchetException("The JDBC driver cannot be taken away: " + e.getMessage(), e);
        }
    }
}
