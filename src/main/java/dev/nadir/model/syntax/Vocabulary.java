package dev.nadir.model.syntax;

import java.util.List;

/** The words that statements start with, for suggestions. */
final class Vocabulary {

    static final List<String> BLOCKS = List.of(
            "model",
            "sizes",
            "data",
            "random",
            "parameters",
            "functions",
            "let",
            "minimize",
            "equations",
            "subject to",
            "assume",
            "symmetry",
            "claim",
            "instance",
            "verify");

    static final List<String> CLAIM_WORDS = List.of(
            "cite",
            "let",
            "needs",
            "fixed",
            "value",
            "values",
            "at",
            "holds",
            "count",
            "conserved",
            "from",
            "along",
            "type",
            "index",
            "nullity",
            "iff",
            "up-to",
            "for",
            "sampled");

    private Vocabulary() {}
}
