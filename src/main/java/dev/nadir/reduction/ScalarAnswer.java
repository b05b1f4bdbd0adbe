package dev.nadir.reduction;

import dev.nadir.model.Formula;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a {@link ScalarProblem}: all its stationary points with their conditions, or the step that failed. */
public sealed interface ScalarAnswer {

    /**
     * All stationary points.
     *
     * @param branches best first; on every parameter value that the assumptions allow, the branches whose conditions
     *     hold there are all the stationary points
     * @param thresholds where the answer changes its kind
     * @param lemmas the notes in {@code docs/theorems} that it rests on, in order
     */
    record Solved(List<Branch> branches, List<Threshold> thresholds, List<String> lemmas) implements ScalarAnswer {
        /** Copies the lists. */
        public Solved {
            branches = List.copyOf(branches);
            thresholds = List.copyOf(thresholds);
            lemmas = List.copyOf(lemmas);
        }

        /** An answer of one number alone. */
        public Solved(List<Branch> branches, List<Threshold> thresholds) {
            this(branches, thresholds, List.of("scalar-cells"));
        }
    }

    /**
     * A limit of the method.
     *
     * @param step the step that could not be taken, such as {@code scaling of the parameters}
     * @param reason why, with the value that broke the rule
     */
    record Refused(String step, String reason) implements ScalarAnswer {}

    /** What a stationary point is; ties make several points global minima. */
    enum Kind {
        GLOBAL_MINIMUM("global-minimum"),
        LOCAL_MINIMUM("local-minimum"),
        STRICT_SADDLE("strict-saddle"),
        NON_STRICT_SADDLE("non-strict-saddle"),
        MAXIMUM("maximum");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As machines read it. */
        public String word() {
            return word;
        }
    }

    /**
     * A stationary point as a function of the parameters.
     *
     * @param condition comparisons between formulas of the parameters, all of which hold exactly where the branch
     *     exists and is of its kind; empty for always
     * @param point each unknown
     * @param value the loss there
     * @param upTo which other points are of the same kind and value, such as {@code signs of an even number of
     *     unknowns}; empty for none
     */
    record Branch(List<Formula> condition, Map<String, Formula> point, Formula value, Kind kind, String upTo) {
        /** Copies. */
        public Branch {
            condition = List.copyOf(condition);
            point = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(point));
        }

        /** A point that stands for itself alone. */
        public Branch(List<Formula> condition, Map<String, Formula> point, Formula value, Kind kind) {
            this(condition, point, value, kind, "");
        }
    }

    /** What changes at a threshold. */
    enum Change {
        /** Whether there is a stationary point other than zero. */
        NON_ZERO_CRITICAL_POINT("non-zero-critical-point"),
        /** Whether the global minimum is at points other than zero only. */
        NON_ZERO_GLOBAL_MINIMUM("non-zero-global-minimum"),
        /** Whether there is a global minimum. */
        MINIMUM_ATTAINED("minimum-attained"),
        /** Whether a mode differs from zero at the global minimum. */
        MODE_KEPT("mode-kept"),
        /** Whether every latent variable is unused at the global minimum. */
        COMPLETE_COLLAPSE("complete-collapse");

        private final String word;

        Change(String word) {
            this.word = word;
        }

        /** In reports and JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * Where the answer changes.
     *
     * @param change what changes there
     * @param name such as {@code a stationary point other than zero exists}
     * @param condition comparisons, all of which hold exactly where the name is true; empty for always
     * @param tie an equation on which two branches share the lowest value, if the threshold is such a switch
     * @param shown the condition as it is printed below the names of its reduction
     */
    record Threshold(Change change, String name, List<Formula> condition, List<Formula> tie, List<Formula> shown) {
        /** Copies. */
        public Threshold {
            condition = List.copyOf(condition);
            tie = List.copyOf(tie);
            shown = List.copyOf(shown);
        }

        /** A threshold that is printed as it stands. */
        public Threshold(Change change, String name, List<Formula> condition, List<Formula> tie) {
            this(change, name, condition, tie, condition);
        }

        /** A threshold that is named after what changes. */
        public Threshold(Change change, List<Formula> condition, List<Formula> tie) {
            this(change, change.word(), condition, tie);
        }
    }
}
