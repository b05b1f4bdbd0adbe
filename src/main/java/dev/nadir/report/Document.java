package dev.nadir.report;

import java.util.List;

/**
 * A report before a language is chosen.
 *
 * @param name of the model, and of the files
 * @param cites the keys that are cited
 * @param bibliography all sources
 */
public record Document(
        String name,
        String title,
        List<Block> summary,
        List<Section> sections,
        List<String> cites,
        Bibliography bibliography) {

    /** Copies the lists. */
    public Document {
        summary = List.copyOf(summary);
        sections = List.copyOf(sections);
        cites = List.copyOf(cites);
    }

    /** The sources that are cited and known. */
    public Bibliography cited() {
        return bibliography.only(cites);
    }

    /**
     * A titled part.
     *
     * @param level 1 for a section, 2 for one within it
     */
    public record Section(int level, String title, List<Block> blocks) {
        /** Copies the blocks. */
        public Section {
            blocks = List.copyOf(blocks);
        }
    }
}
