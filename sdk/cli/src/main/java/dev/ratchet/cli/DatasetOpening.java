/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.data.FileFormat;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.Opening;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.data.split.SealedPart;
import dev.ratchet.data.split.SplitFolder;
import dev.ratchet.data.split.TestOpenings;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens a sealed part. Apart from its command, so that the command loads without the classes of tables. */
final class DatasetOpening {

    private final CliContext context;
    private final StoreOptions options;
    private final Purpose purpose;

    DatasetOpening(
            CliContext context, StoreOptions options, String words, @Nullable String model, @Nullable String run) {
        this.context = context;
        this.options = options;
        Purpose said = Purpose.of(words);
        said = model == null ? said : said.finalModel(model);
        this.purpose = run == null ? said : said.run(run);
    }

    void open(Path from, Path out) {
        // Told before the opening is written down: rows that cannot be handed out are not opened.
        requireWritable(out);
        Path sealed = Files.isDirectory(from) ? from.resolve(SplitFolder.SEALED) : from;
        try (SealedPart part = SealedPart.read(sealed);
                Ratchet ratchet = options.apply(context).localOnly().open();
                Table rows = part.open(ratchet, purpose)) {
            Tables.write(rows, out);
            List<Opening> openings = TestOpenings.of(ratchet).openings(part.digest());
            tell(openings.get(openings.size() - 1), rows.rowCount(), out);
        }
    }

    private static void requireWritable(Path out) {
        FileFormat format = FileFormat.ofName(out.toString())
                .orElseThrow(() -> new RatchetException("The name of '" + out
                        + "' does not tell its format. Give one that ends with .csv, .parquet or .arrow."));
        if (format == FileFormat.JSON) {
            throw new RatchetException("'" + out
                    + "' is not written: JSON is read only. Give a name that ends with .csv, .parquet or .arrow.");
        }
        if (Files.exists(out)) {
            throw new RatchetException("'" + out + "' is there already. Give the name of a new file.");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new RatchetException("There is no directory '" + parent + "'. Make it first.");
        }
    }

    private void tell(Opening opening, int rows, Path out) {
        List<String> warnings = opening.warnings().stream()
                .map(warning -> switch (warning) {
                    case OPENED_BEFORE ->
                        "these rows were opened " + Texts.count(opening.number() - 1L, "time") + " before";
                    case NO_FINAL_MODEL -> "no final model was named (--model)";
                })
                .toList();
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("file", out.toString());
            json.put("rows", rows);
            json.put("digest", opening.digest().toString());
            json.put("opening", opening.number());
            json.put("warnings", warnings);
            context.json(json);
            return;
        }
        context.out()
                .println("Written: " + out + " (" + Texts.count(rows, "row") + ", opening " + opening.number() + ")");
        warnings.forEach(warning -> context.out().println("  " + Style.YELLOW.of(warning, context.colour())));
    }
}
