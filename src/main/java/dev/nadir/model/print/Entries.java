package dev.nadir.model.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.Formula.Subscript;
import dev.nadir.model.FormulaPrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry of a vector that is computed entry by entry, and the places that it runs over. */
final class Entries {

    private static final Set<String> COMPARING = Set.of("greater", "tied");

    private static final Set<String> ENTRYWISE = Set.of("log", "exp", "sqrt", "tanh", "abs", "step");
    private static final Set<String> TO_A_NUMBER =
            Set.of("tr", "normF", "norm", "sum", "mean", "det", "logdet", "rank", "min", "max");

    /** What an operator on vectors is between their entries. */
    private static final Map<Operator, Operator> UNDOTTED = Map.of(
            Operator.ENTRYWISE_MULTIPLY, Operator.MULTIPLY,
            Operator.ENTRYWISE_DIVIDE, Operator.DIVIDE,
            Operator.ENTRYWISE_POWER, Operator.POWER);

    private final Names names;
    private final String index;
    private final Map<String, Range> ranges = new LinkedHashMap<>();

    Entries(Names names, String index) {
        this.names = names;
        this.index = index;
    }

    /** The places: a stretch, a set, or all places of a vector whose length may be unknown. */
    record Range(Optional<Formula> from, Optional<Formula> to, Optional<String> set) {

        boolean startsAtOne() {
            return from.filter(f -> f instanceof Formula.NumberLiteral n
                                    && n.value().isOne())
                            .isPresent()
                    && to.isPresent();
        }

        boolean isUnknown() {
            return from.isEmpty() && set.isEmpty();
        }
    }

    /** The entry at the index; empty where the formula is not known to work entry by entry. */
    Optional<Formula> of(Formula formula) {
        if (formula instanceof Formula.NumberLiteral) {
            return Optional.of(formula);
        } else if (formula instanceof Formula.Name name) {
            return name(name);
        } else if (formula instanceof Formula.Indexed indexed) {
            return indexed(indexed);
        } else if (formula instanceof Formula.Negation negation) {
            return of(negation.argument()).map(x -> new Formula.Negation(negation.span(), x));
        } else if (formula instanceof Formula.Binary binary) {
            return binary(binary);
        } else if (formula instanceof Formula.Call call) {
            return call(call);
        }
        return Optional.empty();
    }

    /** Whether no vector was met. */
    boolean isScalar() {
        return ranges.isEmpty();
    }

    /** The one range that all vectors have; empty where they differ as written. */
    Optional<Range> range() {
        List<Range> known =
                ranges.values().stream().filter(range -> !range.isUnknown()).toList();
        return switch (known.size()) {
            case 0 -> ranges.values().stream().findFirst();
            case 1 -> Optional.of(known.get(0));
            default -> Optional.empty();
        };
    }

    private Optional<Formula> name(Formula.Name name) {
        if (names.scalars().contains(name.name())) {
            return Optional.of(name);
        }
        if (names.sets().contains(name.name())) {
            see(new Range(Optional.empty(), Optional.empty(), Optional.of(name.name())));
            return Optional.of(new Formula.Name(name.span(), index));
        }
        Optional<Formula> length = names.vectors().get(name.name());
        if (length == null) {
            return Optional.empty();
        }
        Optional<Formula> one = length.map(l -> new Formula.NumberLiteral(l.span(), Rational.ONE, "1"));
        see(new Range(one, length, Optional.empty()));
        return Optional.of(at(name));
    }

    private Optional<Formula> indexed(Formula.Indexed indexed) {
        boolean isVector = indexed.subscripts().size() == 1
                && indexed.base() instanceof Formula.Name name
                && (names.vectors().containsKey(name.name())
                        || indexed.subscripts().get(0) instanceof Subscript.Between);
        if (!isVector) {
            boolean isNumber = indexed.base() instanceof Formula.Name name
                    && names.scalars().contains(name.name());
            return isNumber ? Optional.of(indexed) : Optional.empty();
        }
        Subscript subscript = indexed.subscripts().get(0);
        if (subscript instanceof Subscript.Between between) {
            see(new Range(Optional.of(between.from()), Optional.of(between.to()), Optional.empty()));
            return Optional.of(at(indexed.base()));
        } else if (subscript instanceof Subscript.At place) {
            boolean isSet =
                    place.index() instanceof Formula.Name set && names.sets().contains(set.name());
            if (isSet) {
                see(new Range(Optional.empty(), Optional.empty(), Optional.of(((Formula.Name) place.index()).name())));
            }
            return Optional.of(isSet ? at(indexed.base()) : indexed);
        }
        return name((Formula.Name) indexed.base());
    }

    private void see(Range range) {
        String key = range.from().map(FormulaPrinter::print).orElse("") + ".."
                + range.to().map(FormulaPrinter::print).orElse("") + range.set().orElse("");
        ranges.putIfAbsent(key, range);
    }

    private Formula at(Formula base) {
        Formula place = new Formula.Name(base.span(), index);
        return new Formula.Indexed(base.span(), base, List.of(new Subscript.At(place)));
    }

    /** A number and a vector may be multiplied; two vectors only with the dotted signs. */
    private Optional<Formula> binary(Formula.Binary binary) {
        int before = ranges.size();
        Optional<Formula> left = of(binary.left());
        boolean isLeftScalar = ranges.size() == before;
        Entries rightSide = new Entries(names, index);
        boolean isRightScalar = rightSide.of(binary.right()).isPresent() && rightSide.isScalar();
        Optional<Formula> right = of(binary.right());
        boolean isEntrywise = isEntrywise(binary.operator(), isLeftScalar, isRightScalar);
        Operator operator = UNDOTTED.getOrDefault(binary.operator(), binary.operator());
        return isEntrywise && left.isPresent() && right.isPresent()
                ? Optional.of(new Formula.Binary(binary.span(), operator, left.get(), right.get()))
                : Optional.empty();
    }

    private static boolean isEntrywise(Operator operator, boolean isLeftScalar, boolean isRightScalar) {
        return switch (operator) {
            case ADD, SUBTRACT, ENTRYWISE_MULTIPLY, ENTRYWISE_DIVIDE, ENTRYWISE_POWER -> true;
            case MULTIPLY -> isLeftScalar || isRightScalar;
            case DIVIDE -> isRightScalar;
            default -> isLeftScalar && isRightScalar;
        };
    }

    /** Whether the entries of a vector are compared with one number. */
    private boolean isWithNumber(Formula.Call call) {
        Entries second = new Entries(names, index);
        return COMPARING.contains(call.function())
                && call.arguments().size() == 2
                && second.of(call.arguments().get(1)).isPresent()
                && second.isScalar();
    }

    private Optional<Formula> call(Formula.Call call) {
        boolean isNumber = TO_A_NUMBER.contains(call.function())
                && call.arguments().size() == 1
                && call.options().isEmpty();
        if (isNumber) {
            return Optional.of(call);
        }
        boolean isEntrywise = ENTRYWISE.contains(call.function())
                || isWithNumber(call)
                || (call.arguments().size() == 2 && Set.of("min", "max").contains(call.function()));
        if (!isEntrywise) {
            return Optional.empty();
        }
        List<Formula> entries = new ArrayList<>();
        for (Formula argument : call.arguments()) {
            of(argument).ifPresent(entries::add);
        }
        return entries.size() == call.arguments().size()
                ? Optional.of(new Formula.Call(call.span(), call.function(), entries, call.options()))
                : Optional.empty();
    }
}
