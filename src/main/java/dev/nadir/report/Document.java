package dev.nadir.report;

import java.util.List;

/**
 * A report before a language is chosen.
 *
 * @param name of the model, and of the files
 * @param bibliography the sources that are cited
 */
public record Document(
        String name, String title, List<Block> summary, List<Section> sections, Bibliography bibliography) {

    /** Copies the lists. */
    public Document {
        summary = List.copyOf(summary);
        sections = List.copyOf(sections);
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
