package dev.nadir.model.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.expr.print.Term.Level;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Function calls: those that mathematics has a sign for, and all others as an upright name before brackets. */
final class CallLayout {

    private final Names names;
    private final Function<Formula, Term> build;
    private final Map<String, Function<Term, Term>> ofOne;

    CallLayout(Names names, Function<Formula, Term> build) {
        this.names = names;
        this.build = build;
        this.ofOne = Map.ofEntries(
                Map.entry("inv", Notation::inverse),
                Map.entry("sqrt", Notation::root),
                Map.entry("normF", x -> Notation.norm(x, "F")),
                Map.entry("norm", x -> Notation.norm(x, "2")),
                Map.entry("card", x -> Notation.fenced(Bracket.ABSOLUTE, x.layout())),
                Map.entry("abs", x -> Notation.fenced(Bracket.ABSOLUTE, x.layout())),
                Map.entry("initial", CallLayout::initial),
                Map.entry("eye", x -> Notation.identity(x.layout())),
                Map.entry("ones", x -> Notation.ones(Optional.of(x.layout()))),
                Map.entry("logdet", CallLayout::logDet),
                Map.entry("probability", Notation::probability),
                Map.entry("normcdf", CallLayout::normalDistribution),
                Map.entry("invertible", x -> sentence(x, "is invertible")),
                Map.entry("step", CallLayout::indicator),
                Map.entry("distinct", x -> sentence(x, "has distinct entries")));
    }

    Term of(Formula.Call call) {
        if (call.arguments().size() == 1 && call.options().isEmpty()) {
            Formula argument = call.arguments().get(0);
            if (call.function().equals("sum")) {
                return total(argument);
            }
            Function<Term, Term> notation = ofOne.get(call.function());
            if (notation != null) {
                return notation.apply(build.apply(argument));
            }
        }
        if (call.function().equals("max")
                && listed(call).size() == 1
                && call.arguments().size() == 2) {
            return build.apply(call.arguments().get(0));
        }
        Optional<Term> special = constant(call).or(() -> ofTwo(call));
        if (special.isPresent()) {
            return special.get();
        }
        if (call.function().equals("subsets") && call.arguments().size() == 1) {
            return subsets(call);
        }
        List<Term> arguments = new ArrayList<>(listed(call).stream().map(build).toList());
        call.options()
                .forEach((name, value) ->
                        arguments.add(Notation.relation(NameLayout.of(name), "=", build.apply(value))));
        return Notation.apply(call.function(), arguments);
    }

    /** Zeros, and a vector of the standard basis. */
    private Optional<Term> constant(Formula.Call call) {
        if (call.function().equals("basis") && call.arguments().size() == 2) {
            Layout place = build.apply(call.arguments().get(1)).layout();
            return Optional.of(Notation.subscript(NameLayout.of("e"), place));
        }
        boolean isRow = call.function().equals("ones")
                && call.arguments().size() == 2
                && call.arguments().get(0) instanceof Formula.NumberLiteral one
                && one.value().isOne();
        if (isRow) {
            Layout columns = build.apply(call.arguments().get(1)).layout();
            return Optional.of(Notation.transpose(Notation.ones(Optional.of(columns))));
        }
        return call.function().equals("zeros") ? Optional.of(Term.atom(new Layout.Digits("0"))) : Optional.empty();
    }

    /** The positive part, and the ones where entries of two vectors compare. */
    private Optional<Term> ofTwo(Formula.Call call) {
        if (call.arguments().size() != 2 || !call.options().isEmpty()) {
            return Optional.empty();
        }
        Formula second = call.arguments().get(1);
        boolean isPositivePart = call.function().equals("max")
                && second instanceof Formula.NumberLiteral zero
                && zero.value().isZero();
        if (isPositivePart) {
            Term inside = build.apply(call.arguments().get(0));
            Term bracketed =
                    inside.layout() instanceof Layout.Fence ? inside : Notation.fenced(Bracket.ROUND, inside.layout());
            return Optional.of(Notation.subscript(bracketed, Notation.operator("+", OperatorKind.ORDINARY)));
        }
        return switch (call.function()) {
            case "greater" -> Optional.of(pairs(call, ">"));
            case "tied" -> Optional.of(pairs(call, "="));
            default -> Optional.empty();
        };
    }

    /** One where the entries compare, the second ones in a row. */
    private Term pairs(Formula.Call call, String sign) {
        Term second = build.apply(call.arguments().get(1));
        Entries entries = new Entries(names, "i");
        boolean isNumber = entries.of(call.arguments().get(1)).isPresent() && entries.isScalar();
        Term row = isNumber ? second : Notation.transpose(second);
        return new Term(
                Layout.row(
                        Notation.ones(Optional.empty()).layout(),
                        new Layout.Fence(
                                Bracket.BRACE,
                                Notation.relation(build.apply(call.arguments().get(0)), sign, row)
                                        .layout())),
                Level.APPLICATION);
    }

    /** The arguments; for the least or largest of a list its elements, which need no brackets of their own. */
    private static List<Formula> listed(Formula.Call call) {
        boolean isFold = Set.of("min", "max").contains(call.function())
                && call.arguments().size() == 1
                && call.options().isEmpty();
        if (call.function().equals("max") && call.arguments().size() == 2 && isGuard(call)) {
            return call.arguments().subList(0, 1);
        }
        if (isFold
                && call.arguments().get(0) instanceof Formula.ArrayLiteral list
                && list.elements().stream().noneMatch(each -> each instanceof Formula.ArrayLiteral)) {
            return list.elements();
        }
        return call.arguments();
    }

    /** A number, or a share of one, that only keeps a divisor of a derived formula from zero; a file means what it says. */
    private static boolean isGuard(Formula.Call call) {
        Formula formula = call.arguments().get(1);
        if (!call.span().file().equals(Formula.DERIVED)) {
            return false;
        } else if (formula instanceof Formula.Binary share && share.operator() == Formula.Operator.MULTIPLY) {
            return isBelow(share.left(), -12);
        }
        return isBelow(formula, -100);
    }

    /** Whether it is a number above zero and below a power of ten. */
    private static boolean isBelow(Formula formula, int power) {
        return formula instanceof Formula.NumberLiteral number
                && number.value().signum() > 0
                && number.value().compareTo(Rational.of(10).power(power)) < 0;
    }

    private static Term normalDistribution(Term x) {
        return new Term(
                Layout.row(NameLayout.of("Phi").layout(), new Layout.Fence(Bracket.ROUND, x.layout())),
                Level.APPLICATION);
    }

    /** One above zero, otherwise zero. */
    private static Term indicator(Term x) {
        Layout zero = new Layout.Digits("0");
        return new Term(
                Layout.row(
                        Notation.ones(Optional.empty()).layout(),
                        new Layout.Fence(
                                Bracket.BRACE,
                                Notation.relation(x, ">", Term.atom(zero)).layout())),
                Level.APPLICATION);
    }

    private static Term logDet(Term x) {
        return new Term(
                Layout.row(
                        new Layout.FunctionName("log"),
                        new Layout.Fence(
                                Bracket.ABSOLUTE, Notation.apply("det", x).layout())),
                Level.APPLICATION);
    }

    /** The value at the start of a flow. */
    private static Term initial(Term x) {
        return Notation.subscript(Notation.fenced(Bracket.SQUARE, x.layout()), new Layout.Digits("0"));
    }

    private static Term sentence(Term x, String words) {
        return new Term(Layout.row(x.layout(), new Layout.Words(" " + words)), Level.RELATION);
    }

    /** A sum of entries with its limits where the argument is computed entry by entry; else a function of that name. */
    private Term total(Formula argument) {
        Optional<Term> count = new MatrixSums(build).count(argument);
        if (count.isPresent()) {
            return count.get();
        }
        String letter = freshIndex(argument);
        Entries entries = new Entries(names, letter);
        Optional<Formula> entry = entries.of(argument);
        Optional<Entries.Range> range = entries.range();
        if (entry.isEmpty() || range.isEmpty()) {
            return squared(argument)
                    .map(base -> Notation.superscript(Notation.norm(build.apply(base), "F"), new Layout.Digits("2")))
                    .or(() -> new MatrixSums(build).of(argument))
                    .orElseGet(() -> Notation.apply("sum", build.apply(argument)));
        }
        Layout index = NameLayout.of(letter).layout();
        Layout lower = range.get()
                .set()
                .map(set -> Layout.row(
                        index,
                        Notation.operator("∈", OperatorKind.RELATION),
                        NameLayout.of(set).layout()))
                .or(() -> range.get()
                        .from()
                        .map(from -> Layout.row(
                                index,
                                Notation.operator("=", OperatorKind.RELATION),
                                build.apply(from).layout())))
                .orElse(index);
        Layout sign = new Layout.Big(
                Layout.BigKind.SUM, Optional.of(lower), range.get().to().map(to -> build.apply(to)
                        .layout()));
        Term body = build.apply(entry.get());
        boolean isLoose = body.level().compareTo(Level.BIG) < 0;
        Layout inside = isLoose ? new Layout.Fence(Bracket.ROUND, body.layout()) : body.layout();
        return new Term(Layout.row(sign, inside), Level.BIG);
    }

    /** What the entries are the squares of, in any order. */
    private static Optional<Formula> squared(Formula argument) {
        Formula inner = argument instanceof Formula.Transposition turned ? turned.argument() : argument;
        return inner instanceof Formula.Binary power
                        && power.operator() == Formula.Operator.ENTRYWISE_POWER
                        && power.right() instanceof Formula.NumberLiteral two
                        && two.value().equals(Rational.of(2))
                ? Optional.of(power.left())
                : Optional.empty();
    }

    /** A letter that the formula does not use. */
    private static String freshIndex(Formula formula) {
        String text = FormulaPrinter.print(formula);
        return List.of("i", "j", "l", "m", "p", "q").stream()
                .filter(letter ->
                        !Pattern.compile("\\b" + letter + "\\b").matcher(text).find())
                .findFirst()
                .orElse("i");
    }

    /** The subsets of a set of places, with what is said of their size. */
    private Term subsets(Formula.Call call) {
        List<Term> arguments = new ArrayList<>();
        arguments.add(build.apply(call.arguments().get(0)));
        List<Layout> items = new ArrayList<>();
        items.add(new Layout.FunctionName("subsets"));
        items.add(new Layout.Fence(Bracket.ROUND, arguments.get(0).layout()));
        call.options().forEach((name, value) -> {
            items.add(new Layout.Words(" of " + name.replace('-', ' ') + " "));
            items.add(build.apply(value).layout());
        });
        return new Term(Layout.row(items), Level.RELATION);
    }
}
