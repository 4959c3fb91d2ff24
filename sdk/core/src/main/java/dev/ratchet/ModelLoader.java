/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.cache.Lease;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelPackage;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Loads the model of a package by the flavor that the class path has a loader for. */
final class ModelLoader {

    private ModelLoader() {}

    /**
     * Loads a model.
     *
     * @param lease its package, which the model lets go when it is closed; let go here when it cannot be loaded
     */
    static Model load(String uri, Lease lease) {
        boolean loaded = false;
        try {
            ModelPackage found = ModelPackage.open(lease.directory());
            if (!lease.isVerified()) {
                found.verify();
            }
            Model model = new LeasedModel(flavor(uri, found).load(found), lease);
            loaded = true;
            return model;
        } finally {
            if (!loaded) {
                lease.close();
            }
        }
    }

    /** The flavor that the package was written to be scored with in Java, else the first that there is a loader for. */
    private static ModelFlavor flavor(String uri, ModelPackage found) {
        List<String> known = new ArrayList<>();
        String scorer = found.flavor(ModelPackage.OWN_FLAVOR)
                .map(own -> String.valueOf(own.get("scorer")))
                .orElse("");
        ModelFlavor first = null;
        for (ModelFlavor flavor : ServiceLoader.load(ModelFlavor.class)) {
            known.add(flavor.name());
            if (found.flavors().contains(flavor.name())
                    && (first == null || flavor.name().equals(scorer))) {
                first = flavor;
            }
        }
        if (first != null) {
            return first;
        }
        throw new RatchetException("'" + uri + "' cannot be loaded here: it has the flavors " + found.flavors()
                + ", and the class path has loaders for " + known
                + ". Add the module of its flavor, for example dev.ratchet:ratchet-xgboost.");
    }
}
