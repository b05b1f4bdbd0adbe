package dev.nadir.model;

import dev.nadir.base.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * What is believed of the loss, and who said it.
 *
 * @param lets names for this claim only, in order
 * @param needs conditions under which the claim is made; where one fails on an instance, the claim says nothing there
 * @param fixed parameters that are held at given values while the others are optimised
 * @param upTo the symmetry up to which a minimiser is meant
 */
public record Claim(
        SourceSpan span,
        String name,
        String description,
        List<String> cites,
        List<Model.Let> lets,
        List<Formula> needs,
        List<String> fixed,
        Statement statement,
        Optional<String> upTo) {

    /** Copies the lists. */
    public Claim {
        cites = List.copyOf(cites);
        lets = List.copyOf(lets);
        needs = List.copyOf(needs);
        fixed = List.copyOf(fixed);
    }

    /** The kinds of statement. */
    public sealed interface Statement {

        /** {@code value v}, with or without {@code at}: the global minimum, and a minimiser. */
        record GlobalMinimum(Formula value, List<Formula> at) implements Statement {
            /** Copies the equations. */
            public GlobalMinimum {
                at = List.copyOf(at);
            }
        }

        /** {@code holds local-minima are global}. */
        record NoSpuriousMinima() implements Statement {}

        /** {@code values v for J in subsets(...)}: every critical value is among these. */
        record CriticalValues(Formula value, String index, Formula range) implements Statement {}

        /** {@code holds a == b} or {@code holds a <= b}, for all parameters and data. */
        record Relation(Formula comparison) implements Statement {}

        /** {@code conserved q}: constant along every gradient flow. */
        record Conserved(Formula quantity) implements Statement {}

        /**
         * {@code at W[1] == ..., type strict-saddle, index 2, nullity 3}: a critical point and what it is.
         *
         * @param value the loss there, if claimed
         * @param type one of the words of the glossary, if claimed
         * @param condition {@code iff} this holds of the instance, if claimed
         */
        record CriticalPoint(
                List<Formula> at,
                Optional<Formula> value,
                Optional<String> type,
                Optional<Formula> index,
                Optional<Formula> nullity,
                Optional<Formula> condition)
                implements Statement {
            /** Copies the equations. */
            public CriticalPoint {
                at = List.copyOf(at);
            }
        }
    }
}
