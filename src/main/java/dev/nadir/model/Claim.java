package dev.nadir.model;

import dev.nadir.base.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is believed of the loss, and who said it.
 *
 * @param lets names for this claim only, in order
 * @param needs conditions under which the claim is made; where one fails on an instance, the claim says nothing there
 * @param over variables of the claim's own, for all values of which it is made
 * @param fixed parameters that are held at given values while the others are optimised
 * @param upTo the symmetry up to which a minimiser is meant
 * @param sampling how means that no rule gives exactly are sampled, and what is known of what is averaged
 */
public record Claim(
        SourceSpan span,
        String name,
        String description,
        List<String> cites,
        List<Declaration> over,
        List<Model.Let> lets,
        List<Formula> needs,
        List<Fixed> fixed,
        Statement statement,
        Optional<String> upTo,
        Optional<Sampling> sampling) {

    /** Copies the lists. */
    public Claim {
        cites = List.copyOf(cites);
        over = List.copyOf(over);
        lets = List.copyOf(lets);
        needs = List.copyOf(needs);
        fixed = List.copyOf(fixed);
    }

    /** The same with nothing held: a claim about what is left when the held parameters are data. */
    public Claim withoutHeld() {
        return new Claim(span, name, description, cites, over, lets, needs, List.of(), statement, upTo, sampling);
    }

    /**
     * A parameter that is held while the others are optimised.
     *
     * @param values to hold it at, one after the other; where there are none, verification draws them
     */
    public record Fixed(SourceSpan span, String name, List<Formula> values) {
        /** Copies the values. */
        public Fixed {
            values = List.copyOf(values);
        }
    }

    /**
     * {@code sampled draws = 2000 (thorough 20000), error = 1e-9, bounds = [0, 1]}.
     *
     * @param options by name, as a quick run uses them
     * @param thorough what replaces them in a thorough run
     */
    public record Sampling(SourceSpan span, Map<String, Formula> options, Map<String, Formula> thorough) {
        /** Copies the options. */
        public Sampling {
            options = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(options));
            thorough = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(thorough));
        }
    }

    /** {@code for x in [0.5, 1, 2]}: a name that takes each of these numbers. */
    public record Sweep(SourceSpan span, String name, List<Formula> values) {
        /** Copies the values. */
        public Sweep {
            values = List.copyOf(values);
        }
    }

    /**
     * {@code left == right}, part of where a claimed point is; the left side is a parameter or a {@code let} of them.
     *
     * @param range {@code for i in 1..L}: for each of these
     */
    public record Equation(SourceSpan span, Formula left, Formula right, Optional<Declaration.IndexRange> range) {}

    /** The kinds of statement. */
    public sealed interface Statement {

        /** {@code value v}, with or without {@code at}: the global minimum, and a minimiser. */
        record GlobalMinimum(Formula value, List<Equation> at) implements Statement {
            /** Copies the equations. */
            public GlobalMinimum {
                at = List.copyOf(at);
            }
        }

        /** {@code holds local-minima are global}. */
        record NoSpuriousMinima() implements Statement {}

        /**
         * {@code values v for J in subsets(1..n, at-most r)} or {@code values v for j in 1..n}: every critical value is
         * among these.
         *
         * @param range a call of {@code subsets}, then the index is a set of places, or a {@link Formula.Range}
         * @param negative how many Hessian eigenvalues are negative at every critical point of this value, if claimed
         */
        record CriticalValues(Formula value, String index, Formula range, Optional<Formula> negative)
                implements Statement {}

        /**
         * {@code holds a == b} or {@code holds a <= b}, for all parameters and data.
         *
         * @param range {@code for i in 1..L}: for each of these
         * @param sweep {@code for x in [0.5, 1, 2]}: for each of these
         */
        record Relation(Formula comparison, Optional<Declaration.IndexRange> range, Optional<Sweep> sweep)
                implements Statement {}

        /**
         * {@code conserved q}: constant along every gradient flow.
         *
         * @param range {@code for i in 1..L-1}: for each of these
         */
        record Conserved(Formula quantity, Optional<Declaration.IndexRange> range) implements Statement {}

        /**
         * {@code from W == A} and {@code along t in 0..2, u == f(t)}: what a gradient flow does at these times.
         *
         * @param span of the line {@code along}
         * @param time the name of the time; the flow begins at time 0
         * @param begin the first time of which something is said
         * @param end the last
         * @param comparison what holds then; {@code initial(f)} in it is the value of f at the start
         * @param range {@code for i in 1..L-1}: for each of these
         * @param from equations of the start; what they leave open is arbitrary
         */
        record Trajectory(
                SourceSpan span,
                String time,
                Formula begin,
                Formula end,
                Formula.Binary comparison,
                Optional<Declaration.IndexRange> range,
                List<Equation> from)
                implements Statement {
            /** Copies the equations. */
            public Trajectory {
                from = List.copyOf(from);
            }
        }

        /**
         * {@code count complex == 33}: so many critical points, or at most or at least so many.
         *
         * @param operator {@code ==}, {@code <=} or {@code >=}
         */
        record Count(Counted counted, Formula.Operator operator, Formula number) implements Statement {}

        /** What a count counts. */
        enum Counted {
            /** All critical points, complex ones included. */
            COMPLEX,
            /** The critical points themselves. */
            REAL,
            /** Sets of complex critical points that changes of sign carry into one another. */
            ORBITS;

            /** The word in a model file. */
            public String word() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }
        }

        /**
         * {@code at W[1] == ..., type strict-saddle, index 2, nullity 3}: a critical point and what it is.
         *
         * @param value the loss there, if claimed
         * @param type one of the words of the glossary, if claimed
         * @param condition {@code iff} this holds of the instance, if claimed
         */
        record CriticalPoint(
                List<Equation> at,
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
