package dev.nadir.model.syntax;

import dev.nadir.base.Diagnostic;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Set;

/**
 * A model as it is written, before its names and shapes are checked.
 *
 * @param model what could be read
 * @param diagnostics what could not
 * @param brokenNames names that stand in statements that could not be read; a check should not complain about them
 */
public record Unchecked(Model model, List<Diagnostic> diagnostics, Set<String> brokenNames) {
    /** Copies the lists. */
    public Unchecked {
        diagnostics = List.copyOf(diagnostics);
        brokenNames = Set.copyOf(brokenNames);
    }
}
