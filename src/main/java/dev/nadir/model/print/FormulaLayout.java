package dev.nadir.model.print;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.expr.print.Term.Level;
import dev.nadir.model.Definiteness;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The typeset form of a formula as it was written, depth and sizes symbolic. */
public final class FormulaLayout {

    /** What one of the values of a function that gives a spectrum is called by. */
    private static final Map<String, String> SPECTRA = Map.of("svd", "sigma", "eig", "lambda");

    private static final Map<Operator, String> RELATIONS = Map.of(
            Operator.EQUAL, "=",
            Operator.LESS, "<",
            Operator.LESS_OR_EQUAL, "≤",
            Operator.GREATER, ">",
            Operator.GREATER_OR_EQUAL, "≥");

    /** What stands for an index while the body of a product is written out. */
    private final Map<String, Term> places;

    private final Names names;

    private FormulaLayout(Map<String, Term> places, Names names) {
        this.places = Map.copyOf(places);
        this.names = names;
    }

    /** The formula as a layout. */
    public static Layout of(Formula formula) {
        return term(formula).layout();
    }

    /** The formula as a layout that can be put into a larger one. */
    public static Term term(Formula formula) {
        return new FormulaLayout(Map.of(), Names.NONE).build(formula);
    }

    /** The formula as a layout, where it is known which of its names are vectors. */
    public static Layout of(Formula formula, Names names) {
        return new FormulaLayout(Map.of(), names).build(formula).layout();
    }

    /** The names of a {@code let} with their value: {@code (lambda, U) = eig(S)}. */
    public static Layout definition(List<String> names, Formula value) {
        return Notation.relation(Term.atom(names(names)), "=", term(value)).layout();
    }

    /** The names of a {@code let}, in brackets where there are several. */
    public static Layout names(List<String> names) {
        List<Layout> items = new ArrayList<>();
        for (String name : names) {
            if (!items.isEmpty()) {
                items.add(Notation.operator(",", OperatorKind.PUNCTUATION));
            }
            items.add(NameLayout.of(name).layout());
        }
        return names.size() == 1 ? items.get(0) : new Layout.Fence(Bracket.ROUND, Layout.row(items));
    }

    /** The sign of a comparison. */
    public static String relation(Operator operator) {
        return RELATIONS.getOrDefault(operator, operator.symbol());
    }

    private Term build(Formula formula) {
        if (formula instanceof Formula.Binary binary) {
            return binary(binary);
        } else if (formula instanceof Formula.Call call) {
            return new CallLayout(names, this::build).of(call);
        } else if (formula instanceof Formula.Indexed indexed) {
            return indexed(indexed);
        } else if (formula instanceof Formula.Negation) {
            return Notation.sum(List.of(signed(formula, false)));
        } else if (formula instanceof Formula.Transposition transposition) {
            return transposition(transposition);
        } else if (formula instanceof Formula.Ranged ranged) {
            return ranged.isProduct() ? product(ranged) : sum(ranged);
        } else if (formula instanceof Formula.Search search) {
            return search(search);
        } else if (formula instanceof Formula.Expectation expectation) {
            return Notation.expectation(build(expectation.body()));
        } else if (formula instanceof Formula.ArrayLiteral array) {
            return array(array);
        }
        return leaf(formula);
    }

    private Term leaf(Formula formula) {
        if (formula instanceof Formula.NumberLiteral number) {
            return number(number.text());
        } else if (formula instanceof Formula.Name name) {
            Term place = places.get(name.name());
            return place == null ? NameLayout.of(name.name()) : place;
        } else if (formula instanceof Formula.Text text) {
            return Term.atom(new Layout.Words("“" + text.value() + "”"));
        } else {
            return range((Formula.Range) formula);
        }
    }

    /** {@code 2e-6} is two times a power of ten. */
    private static Term number(String text) {
        int at = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (at < 0) {
            return Term.atom(new Layout.Digits(text));
        }
        String exponent = text.substring(at + 1).replaceFirst("^[+]?", "");
        Layout digits = new Layout.Digits(exponent.replace("-", ""));
        Layout raised =
                exponent.startsWith("-") ? Layout.row(Notation.operator("−", OperatorKind.PREFIX), digits) : digits;
        Term power = Notation.superscript(Term.atom(new Layout.Digits("10")), raised);
        String mantissa = text.substring(0, at);
        return mantissa.equals("1")
                ? power
                : Notation.product(List.of(Term.atom(new Layout.Digits(mantissa)), power), Optional.of("×"));
    }

    private Term range(Formula.Range range) {
        Layout comma = Notation.operator(",", OperatorKind.PUNCTUATION);
        Layout dots = Notation.operator("…", OperatorKind.ORDINARY);
        return new Term(
                Layout.row(
                        build(range.from()).layout(),
                        comma,
                        dots,
                        comma,
                        build(range.to()).layout()),
                Level.RELATION);
    }

    private Term transposition(Formula.Transposition transposition) {
        boolean ofInverse = transposition.argument() instanceof Formula.Call call
                && call.function().equals("inv")
                && call.arguments().size() == 1;
        if (ofInverse) {
            Formula.Call inverse = (Formula.Call) transposition.argument();
            return Notation.inverseTranspose(build(inverse.arguments().get(0)));
        }
        return Notation.transpose(build(transposition.argument()));
    }

    private Term binary(Formula.Binary binary) {
        return switch (binary.operator()) {
            case ADD, SUBTRACT -> {
                List<Term.Signed> terms = new ArrayList<>();
                summands(binary, terms);
                yield Notation.sum(terms);
            }
            case MULTIPLY -> factors(binary);
            case DIVIDE -> Notation.quotient(build(binary.left()), build(binary.right()));
            case ENTRYWISE_MULTIPLY ->
                Notation.product(List.of(build(binary.left()), build(binary.right())), Optional.of("⊙"));
            case ENTRYWISE_DIVIDE ->
                Notation.product(List.of(build(binary.left()), build(binary.right())), Optional.of("⊘"));
            case POWER -> Notation.superscript(build(binary.left()), exponent(binary.right()));
            case ENTRYWISE_POWER ->
                Notation.superscript(
                        build(binary.left()),
                        Layout.row(Notation.operator("⊙", OperatorKind.ORDINARY), exponent(binary.right())));
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                Definiteness.of(binary)
                        .map(sign ->
                                Notation.relation(build(sign.matrix()), sign.sign(), Term.atom(new Layout.Digits("0"))))
                        .orElseGet(() -> Notation.relation(
                                build(binary.left()), relation(binary.operator()), build(binary.right())));
        };
    }

    /** A fraction in an exponent is written with a slash, which needs the brackets that a bar does without. */
    private Layout exponent(Formula formula) {
        if (formula instanceof Formula.Binary binary && binary.operator() == Operator.DIVIDE) {
            Level least = binary.left() instanceof Formula.Negation ? Level.SUM : Level.PRODUCT;
            return Layout.row(
                    bracketed(build(binary.left()), least),
                    Notation.operator("/", OperatorKind.ORDINARY),
                    bracketed(build(binary.right()), Level.APPLICATION));
        }
        return build(formula).layout();
    }

    private static Layout bracketed(Term term, Level least) {
        return term.level().compareTo(least) < 0
                ? new Layout.Fence(Layout.Bracket.ROUND, term.layout())
                : term.layout();
    }

    /** Opens the left side of a chain of plus and minus; the right side keeps the brackets that were written. */
    private void summands(Formula formula, List<Term.Signed> terms) {
        if (formula instanceof Formula.Binary binary
                && (binary.operator() == Operator.ADD || binary.operator() == Operator.SUBTRACT)) {
            summands(binary.left(), terms);
            terms.add(signed(binary.right(), binary.operator() == Operator.SUBTRACT));
        } else {
            terms.add(signed(formula, false));
        }
    }

    private Term.Signed signed(Formula formula, boolean negative) {
        if (formula instanceof Formula.Negation negation && !negative) {
            return new Term.Signed(true, build(negation.argument()));
        }
        return new Term.Signed(negative, build(formula));
    }

    /** A minus before the first factor goes before the product. */
    private Term factors(Formula.Binary binary) {
        List<Formula> factors = new ArrayList<>();
        collect(binary, factors);
        boolean negative = factors.get(0) instanceof Formula.Negation;
        if (factors.get(0) instanceof Formula.Negation negation) {
            factors.set(0, negation.argument());
        }
        boolean areNumbers = factors.stream().filter(each -> !isEntrywise(each)).allMatch(this::isNumber);
        Term product = Notation.product(factors.stream()
                .map(each -> isEntrywise(each) && !areNumbers
                        ? Notation.fenced(Bracket.ROUND, build(each).layout())
                        : build(each))
                .toList());
        return negative ? Notation.sum(List.of(new Term.Signed(true, product))) : product;
    }

    /** An entrywise product: beside a matrix it needs its brackets, as the two products do not associate. */
    private static boolean isEntrywise(Formula formula) {
        return formula instanceof Formula.Binary binary
                && (binary.operator() == Operator.ENTRYWISE_MULTIPLY || binary.operator() == Operator.ENTRYWISE_DIVIDE);
    }

    private boolean isNumber(Formula formula) {
        return formula instanceof Formula.NumberLiteral
                || (formula instanceof Formula.Name name && names.scalars().contains(name.name()));
    }

    private static void collect(Formula formula, List<Formula> factors) {
        if (formula instanceof Formula.Binary binary && binary.operator() == Operator.MULTIPLY) {
            collect(binary.left(), factors);
            collect(binary.right(), factors);
        } else {
            factors.add(formula);
        }
    }

    private Term indexed(Formula.Indexed indexed) {
        boolean isFirst = indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At at
                && at.index() instanceof Formula.NumberLiteral one
                && one.value().isOne();
        if (isFirst && indexed.base() instanceof Formula.Search search && !search.isNumber()) {
            return root(search);
        }
        Optional<Term> ofSpectrum = ofSpectrum(indexed);
        if (ofSpectrum.isPresent()) {
            return ofSpectrum.get();
        }
        List<Layout> items = new ArrayList<>();
        for (Formula.Subscript subscript : indexed.subscripts()) {
            if (!items.isEmpty()) {
                items.add(Notation.operator(",", OperatorKind.PUNCTUATION));
            }
            items.add(subscript(subscript));
        }
        return part(indexed, items);
    }

    /** Places below; below a matrix whose letter has an index already, in brackets. */
    private Term part(Formula.Indexed indexed, List<Layout> items) {
        Term whole = build(indexed.base());
        boolean isPart = indexed.subscripts().size() == 2
                && whole.layout() instanceof Layout.Script script
                && script.sub().isPresent()
                && script.sup().isEmpty();
        if (isPart) {
            return Notation.subscript(Notation.fenced(Bracket.ROUND, whole.layout()), Layout.row(items));
        }
        boolean isFamily = indexed.base() instanceof Formula.Name name && !places.containsKey(name.name());
        return isFamily
                ? NameLayout.member(((Formula.Name) indexed.base()).name(), Layout.row(items))
                : Notation.subscript(whole, Layout.row(items));
    }

    /** One of the singular values or eigenvalues of a matrix that has no name. */
    private Optional<Term> ofSpectrum(Formula.Indexed indexed) {
        boolean isOne = indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At
                && indexed.base() instanceof Formula.Call call
                && SPECTRA.containsKey(call.function())
                && call.arguments().size() == 1;
        if (!isOne) {
            return Optional.empty();
        }
        Formula.Call call = (Formula.Call) indexed.base();
        Term letter = NameLayout.of(Objects.requireNonNull(SPECTRA.get(call.function())));
        Layout place = subscript(indexed.subscripts().get(0));
        Layout matrix = new Layout.Fence(
                Layout.Bracket.ROUND, build(call.arguments().get(0)).layout());
        return Optional.of(new Term(Layout.row(Notation.subscript(letter, place).layout(), matrix), Level.APPLICATION));
    }

    private Layout subscript(Formula.Subscript subscript) {
        Layout colon = Notation.operator(":", OperatorKind.ORDINARY);
        if (subscript instanceof Formula.Subscript.At at) {
            return build(at.index()).layout();
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return Layout.row(
                    build(between.from()).layout(), colon, build(between.to()).layout());
        } else {
            return colon;
        }
    }

    private Term sum(Formula.Ranged ranged) {
        Layout lower = Layout.row(
                NameLayout.of(ranged.index()).layout(),
                Notation.operator("=", OperatorKind.RELATION),
                build(ranged.from()).layout());
        Layout sign = new Layout.Big(
                Layout.BigKind.SUM,
                Optional.of(lower),
                Optional.of(build(ranged.to()).layout()));
        Term body = build(ranged.body());
        boolean loose = body.level().compareTo(Level.BIG) < 0;
        Layout inside = loose ? new Layout.Fence(Bracket.ROUND, body.layout()) : body.layout();
        return new Term(Layout.row(sign, inside), Level.BIG);
    }

    /** The largest number in the range at which the body is zero: the first, as roots stand in descending order. */
    private Term root(Formula.Search search) {
        return root("the largest ", search);
    }

    private Term root(String which, Formula.Search search) {
        return new Term(Layout.row(new Layout.Words(which), solutions(search, " with ")), Level.RELATION);
    }

    /** {@code the t next to a with body = 0}. */
    private Term nearest(Formula.Search search) {
        FormulaLayout inside = new FormulaLayout(places, names.withScalar(search.index()));
        return new Term(
                Layout.row(
                        new Layout.Words("the "),
                        NameLayout.of(search.index()).layout(),
                        new Layout.Words(" next to "),
                        build(search.from()).layout(),
                        new Layout.Words(" with "),
                        equation(search.body(), inside)),
                Level.RELATION);
    }

    /** {@code t in [a, b] with body = 0}. */
    private Layout solutions(Formula.Search search, String between) {
        FormulaLayout inside = new FormulaLayout(places, names.withScalar(search.index()));
        return Layout.row(range(search), new Layout.Words(between), equation(search.body(), inside));
    }

    /** {@code t in [a, b]}. */
    private Layout range(Formula.Search search) {
        return Layout.row(
                NameLayout.of(search.index()).layout(),
                Notation.operator("∈", OperatorKind.RELATION),
                new Layout.Fence(
                        Bracket.SQUARE,
                        Layout.row(
                                build(search.from()).layout(),
                                Notation.operator(",", OperatorKind.PUNCTUATION),
                                build(search.to()).layout())));
    }

    /** A difference that is zero is written as two equal sides. */
    private static Layout equation(Formula body, FormulaLayout inside) {
        boolean isDifference = body instanceof Formula.Binary binary && binary.operator() == Operator.SUBTRACT;
        Term left = inside.build(isDifference ? ((Formula.Binary) body).left() : body);
        Term right = isDifference ? inside.build(((Formula.Binary) body).right()) : Term.atom(new Layout.Digits("0"));
        return Notation.relation(left, "=", right).layout();
    }

    /** {@code argmin_{t in [a, b]} body}, as an operator with its range below; roots as a set. */
    private Term search(Formula.Search search) {
        switch (search.sought()) {
            case ROOTS -> {
                return Notation.fenced(Bracket.BRACE, solutions(search, " : "));
            }
            case ROOT -> {
                return root("the ", search);
            }
            case NEAREST_ROOT -> {
                return nearest(search);
            }
            default -> {}
        }
        Layout range = range(search);
        Layout name =
                new Layout.Script(new Layout.FunctionName(search.function()), Optional.of(range), Optional.empty());
        return Term.atom(Layout.row(
                name,
                new Layout.Fence(
                        Bracket.ROUND,
                        new FormulaLayout(places, names.withScalar(search.index()))
                                .build(search.body())
                                .layout())));
    }

    /** The first and the last factor with dots between: matrices do not commute, and this shows their order. */
    private Term product(Formula.Ranged ranged) {
        return Notation.product(List.of(
                at(ranged, ranged.from()),
                Term.atom(Notation.operator("⋯", OperatorKind.ORDINARY)),
                at(ranged, ranged.to())));
    }

    private Term at(Formula.Ranged ranged, Formula place) {
        Map<String, Term> extended = new HashMap<>(places);
        extended.put(ranged.index(), build(place));
        return new FormulaLayout(extended, names).build(ranged.body());
    }

    private Term array(Formula.ArrayLiteral array) {
        boolean isMatrix = !array.elements().isEmpty()
                && array.elements().stream().allMatch(element -> element instanceof Formula.ArrayLiteral);
        if (isMatrix) {
            List<List<Layout>> rows = array.elements().stream()
                    .map(row -> ((Formula.ArrayLiteral) row)
                            .elements().stream().map(e -> build(e).layout()).toList())
                    .toList();
            return Term.atom(new Layout.Table(rows));
        }
        List<Layout> items = new ArrayList<>();
        for (Formula element : array.elements()) {
            if (!items.isEmpty()) {
                items.add(Notation.operator(",", OperatorKind.PUNCTUATION));
            }
            items.add(build(element).layout());
        }
        return Notation.fenced(Bracket.ROUND, items.isEmpty() ? new Layout.Row(List.of()) : Layout.row(items));
    }
}
