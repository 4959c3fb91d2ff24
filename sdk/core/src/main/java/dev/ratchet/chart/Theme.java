/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.List;

/**
 * Colours for light and dark, and fonts. The light colours are presentation attributes, understood by every viewer; the style
 * element overrides them only where the viewer prefers dark.
 */
final class Theme {

    /** Eight colours of at least 3:1 contrast to their background that stay apart in the common colour blindnesses. */
    static final List<String> LIGHT =
            List.of("#0072b2", "#d55e00", "#00875f", "#b04a8c", "#1f1f1f", "#8f6b00", "#2f8fd0", "#8c3b2a");

    static final List<String> DARK =
            List.of("#56a8f0", "#ff8a3d", "#2fc99a", "#e58fc4", "#f0f0f0", "#e8c840", "#9ad8ff", "#d08a78");

    /** Strokes: the first is solid; with the colours they make 48 looks, which then repeat. */
    static final List<String> DASHES = List.of("", "6 3", "2 3", "9 3 2 3", "12 4", "4 2 1 2 1 2");

    static final String BACKGROUND = "#ffffff";
    static final String INK = "#24292f";
    static final String MUTED = "#57606a";
    static final String GRID = "#e1e4e8";
    static final String DARK_BACKGROUND = "#16191d";

    static final String STYLE = style();

    private Theme() {}

    static String colour(int series) {
        return LIGHT.get(series % LIGHT.size());
    }

    /** The dash pattern of a series, empty for a solid stroke. */
    static String dash(int series) {
        return DASHES.get(series / LIGHT.size() % DASHES.size());
    }

    /** The class under which the dark colour of a series' strokes is found. */
    static String strokeClass(int series) {
        return "rc-s" + series % LIGHT.size();
    }

    /** The class under which the dark colour of a series' fills is found. */
    static String fillClass(int series) {
        return "rc-f" + series % LIGHT.size();
    }

    private static String style() {
        StringBuilder css = new StringBuilder("<style>");
        // Not in the attribute, of which some rasterisers know the first family only.
        css.append(".rc{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}");
        css.append("@media (prefers-color-scheme: dark){");
        css.append(".rc-bg{fill:").append(DARK_BACKGROUND).append('}');
        css.append(".rc-ink{fill:#e6edf3}.rc-muted{fill:#a0aab4}.rc-grid{stroke:#333a42}.rc-axis{stroke:#8b949e}");
        for (int i = 0; i < DARK.size(); i++) {
            css.append(".rc-s").append(i).append("{stroke:").append(DARK.get(i)).append('}');
            css.append(".rc-f").append(i).append("{fill:").append(DARK.get(i)).append('}');
        }
        return css.append("}</style>").toString();
    }
}
