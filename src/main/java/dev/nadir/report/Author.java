package dev.nadir.report;

import dev.nadir.evidence.Evidence;
import dev.nadir.model.Model;

/** Decides what a report says. */
public interface Author {

    /** The report on a model. */
    Document write(Model model, Evidence evidence);
}
