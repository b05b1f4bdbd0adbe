package dev.nadir.reduction.agree;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Readback;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Formulas with what the algebra does not cover replaced by letters of their own: eigenvalues, eigenvectors, singular
 * vectors, roots and least places. Two of them are one letter where they are taken of the same expression, up to a
 * positive scalar; so equality of formulas is decided by canonical form, and is never decided by their names.
 */
public final class Abstraction {

    /** The kind of the letters of ranks. */
    public static final String RANK = "rank";

    private static final Rational GUARD = Rational.parse("1e-200");

    private final Landscape landscape;
    private final List<Declaration> letters = new ArrayList<>();
    private final List<Declaration> sizes = new ArrayList<>();
    private final List<Known> known = new ArrayList<>();
    private final SortedValues sorted = new SortedValues(known);
    private final LeastSizes leasts;
    private final PickedPlaces places;
    private final Cases choices = new Cases();
    private final TreeSet<String> trusted = new TreeSet<>();

    /** Begins with the letters of a claim. */
    public Abstraction(Landscape landscape, List<Declaration> own) {
        this.letters.addAll(own);
        this.landscape = landscape;
        this.leasts = new LeastSizes(landscape, sizes);
        this.places = new PickedPlaces(landscape.model(), sizes, letters);
    }

    /** What a comparison rests on beside the lemmas. */
    public List<String> trusted() {
        return List.copyOf(trusted);
    }

    /** The loss that the formulas are about. */
    public Landscape landscape() {
        return landscape;
    }

    /** The letters. */
    public List<Known> known() {
        return List.copyOf(known);
    }

    /** A size with a name of its own, which may be zero. */
    public String size(String preferred) {
        String name = Declared.fresh(landscape.model(), preferred);
        if (sizes.stream().noneMatch(each -> each.name().equals(name))) {
            sizes.add(Declared.declaration(name, Declaration.Kind.SIZE, List.of(), false));
        }
        return name;
    }

    /** The least sizes that have a letter, with what each is the least of. */
    public Map<String, Set<String>> leasts() {
        return leasts.parts();
    }

    /** A name with what stands beside it in its let. */
    private record Part(Model.Let let, int position) {}

    /** A formula among lets, read as an expression; each side of a comparison has its own lets. */
    public final class Scope {
        private final Map<String, Part> parts = new HashMap<>();
        private final Map<String, String> bound = new HashMap<>();
        private final Map<String, Integer> indices;

        private final Set<String> sets;

        /** The scope of lets, with numbers for indices. */
        public Scope(List<Model.Let> lets, Map<String, Integer> indices) {
            this(lets, indices, Set.of());
        }

        /** The same where some names stand for a set of places, the same one in every scope. */
        public Scope(List<Model.Let> lets, Map<String, Integer> indices, Set<String> sets) {
            this.indices = indices;
            this.sets = sets;
            landscape.model().lets().forEach(this::add);
            lets.forEach(this::add);
        }

        private void add(Model.Let let) {
            for (int i = 0; i < let.names().size(); i++) {
                parts.put(let.names().get(i), new Part(let, i));
            }
        }

        /**
         * The expression.
         *
         * @throws PreconditionException if the algebra does not cover it
         */
        public Expr expression(Formula formula) {
            return Cancelled.of(elaborated(plain(formula), indices));
        }

        /** The expression, chosen entries of positive letters being letters: for comparisons of signs. */
        public Expr signed(Formula formula) {
            return choices.withChosen(tailed(expression(formula)));
        }

        /** The formula without lets and without what the algebra does not cover. */
        public Formula plain(Formula formula) {
            if (formula instanceof Formula.Name name) {
                return name(name);
            } else if (formula instanceof Formula.Call call) {
                return call(call);
            } else if (formula instanceof Formula.Indexed indexed) {
                return indexed(indexed);
            } else if (formula instanceof Formula.Search search) {
                return search(search, "");
            }
            return FormulaParts.mapped(formula, this::plain);
        }

        private Formula name(Formula.Name name) {
            String variable = bound.get(name.name());
            if (variable != null) {
                return new Formula.Name(name.span(), variable);
            }
            if (sets.contains(name.name())) {
                throw new PreconditionException("a set of places stands where no places are taken");
            }
            Part part = parts.get(name.name());
            if (part == null) {
                return name;
            }
            return part.let().names().size() == 1
                    ? plain(part.let().value())
                    : part(part.let().value(), part.position());
        }

        /** One of the names of {@code lambda, U = eig(S)} or {@code U, s, V = svd(B)}. */
        private Formula part(Formula value, int position) {
            if (value instanceof Formula.Call call && call.arguments().size() == 1) {
                if (call.function().equals("eig")) {
                    return eigen(simple(expression(call.arguments().get(0))), position == 0);
                } else if (call.function().equals("svd")) {
                    return singular(call.arguments().get(0), position);
                }
            }
            throw new PreconditionException("a let of several names is one of eig or svd");
        }

        private Formula call(Formula.Call call) {
            if (call.arguments().size() == 1) {
                Optional<Formula> known = ofOne(call, call.arguments().get(0));
                if (known.isPresent()) {
                    return known.get();
                }
            } else if (call.arguments().size() == 4 && call.function().equals("hypergeometric")) {
                return special(call);
            } else if (call.arguments().size() == 2 && call.function().equals("max")) {
                return larger(call);
            } else if (call.arguments().size() == 2 && call.function().equals("min")) {
                Optional<Formula> least = leasts.of(call.arguments(), each -> attempt(plain(each)));
                if (least.isPresent()) {
                    return least.get();
                }
            }
            return FormulaParts.mapped(call, this::plain);
        }

        private Optional<Formula> ofOne(Formula.Call call, Formula first) {
            if (isSet(first)) {
                return Optional.of(FormulaText.parse(places.of(call.function())));
            }
            return switch (call.function()) {
                case "eig" -> Optional.of(eigen(simple(expression(first)), true));
                case "svd" -> Optional.of(singular(first, 1));
                case RANK -> Optional.of(rank(simple(expression(first))));
                case "max" -> Optional.of(sorted.entry(plain(first), true, this::isPositive));
                case "min" ->
                    Optional.of(leasts.of(call.arguments(), each -> attempt(plain(each)))
                            .orElseGet(() -> sorted.entry(plain(first), false, this::isPositive)));
                case "sum" -> {
                    Formula whole = plain(first);
                    yield Optional.of(sorted.tail(whole, this::attempt)
                            .orElse(new Formula.Call(call.span(), "sum", List.of(whole), Map.of())));
                }
                case "mean" -> Optional.of(mean(first));
                default -> Optional.empty();
            };
        }

        /** A sum over the number of its entries. */
        private Formula mean(Formula entries) {
            Shape shape = expression(entries).shape();
            Formula count = FormulaText.parse("(" + shape.rows() + ")*(" + shape.columns() + ")");
            Formula sum = plain(new Formula.Call(entries.span(), "sum", List.of(entries), Map.of()));
            return new Formula.Binary(entries.span(), Formula.Operator.DIVIDE, sum, count);
        }

        /** A function that the algebra does not know: one letter where all its arguments are the same. */
        private Formula special(Formula.Call call) {
            StringBuilder kind = new StringBuilder(call.function());
            List<Formula> arguments = call.arguments();
            arguments.subList(0, arguments.size() - 1).forEach(each -> kind.append(' ')
                    .append(TextPrinter.print(simple(expression(each)))));
            Expr argument = expression(arguments.get(arguments.size() - 1));
            Form form = Form.of(argument);
            for (Known each : known) {
                if (each.kind().contentEquals(kind) && Form.of(each.argument()).equals(form)) {
                    return FormulaText.parse(each.name());
                }
            }
            String name = Declared.fresh(landscape.model(), "function_" + known.size());
            known.add(new Known(kind.toString(), argument, name));
            declare(name, false);
            return FormulaText.parse(name);
        }

        /** What is never below the other needs no maximum; a guard against a zero below a fraction is trusted. */
        private Formula larger(Formula.Call call) {
            Formula first = plain(call.arguments().get(0));
            Formula second = plain(call.arguments().get(1));
            Optional<Rational> one = number(first);
            Optional<Rational> other = number(second);
            if (one.isPresent() && other.isPresent()) {
                return one.get().compareTo(other.get()) >= 0 ? first : second;
            }
            boolean isLevel = call.arguments().get(1) instanceof Formula.NumberLiteral level
                    && level.value().signum() >= 0
                    && level.value().compareTo(GUARD) < 0;
            Optional<Expr> e = isLevel ? attempt(first) : Optional.empty();
            if (e.isPresent() && Ratio.isNonnegative(e.get())) {
                if (!((Formula.NumberLiteral) call.arguments().get(1)).value().isZero()) {
                    trusted.add("what is divided by is not zero");
                }
                return first;
            }
            return new Formula.Call(call.span(), "max", List.of(first, second), Map.of());
        }

        private Optional<Rational> number(Formula plain) {
            return attempt(plain)
                    .filter(e -> e.shape().isScalar())
                    .map(Abstraction::simple)
                    .filter(Expr.Literal.class::isInstance)
                    .map(e -> ((Expr.Literal) e).value());
        }

        private boolean isPositive(Formula plain) {
            return attempt(plain)
                    .filter(e -> e.shape().isScalar() && Ratio.isPositiveSum(e, Abstraction.this::isDeclared))
                    .isPresent();
        }

        private Optional<Expr> attempt(Formula plain) {
            try {
                return Optional.of(elaborated(plain, indices));
            } catch (PreconditionException e) {
                return Optional.empty();
            }
        }

        private boolean isSet(Formula formula) {
            return formula instanceof Formula.Name name && sets.contains(name.name());
        }

        /** What is taken at the places of a set: its entries, or its columns. */
        private Formula picked(Formula.Indexed indexed, boolean isVector) {
            Formula base = plain(indexed.base());
            Shape shape = elaborated(base, indices).shape();
            String whole = "(" + FormulaPrinter.print(base) + ")";
            return FormulaText.parse(
                    isVector ? places.pick(shape.rows()) + "'*" + whole : whole + "*" + places.pick(shape.columns()));
        }

        private Formula indexed(Formula.Indexed indexed) {
            List<Formula.Subscript> subscripts = indexed.subscripts();
            boolean isPicked = subscripts.get(subscripts.size() - 1) instanceof Formula.Subscript.At at
                    && isSet(at.index())
                    && (subscripts.size() == 1 || subscripts.get(0) instanceof Formula.Subscript.All);
            if (isPicked) {
                return picked(indexed, subscripts.size() == 1);
            }
            boolean isPlace = subscripts.size() == 1 && subscripts.get(0) instanceof Formula.Subscript.At;
            Formula base = indexed.base();
            if (base instanceof Formula.Name name && parts.containsKey(name.name())) {
                Part part = parts.get(name.name());
                base = part.let().names().size() == 1 ? part.let().value() : base;
            }
            if (isPlace && base instanceof Formula.Search search && !search.isNumber()) {
                Formula place = ((Formula.Subscript.At) subscripts.get(0)).index();
                return search(search, FormulaPrinter.print(plain(place)));
            }
            return FormulaParts.mapped(indexed, this::plain);
        }

        /** A root or a least place; two are one where function and bounds are. */
        private Formula search(Formula.Search search, String place) {
            if (!search.isNumber() && place.isEmpty()) {
                throw new PreconditionException("roots without a place");
            }
            Formula from = plain(search.from());
            boolean isAboveZero =
                    from instanceof Formula.NumberLiteral least && least.value().signum() >= 0;
            boolean mayBeZero =
                    isAboveZero && ((Formula.NumberLiteral) from).value().isZero();
            String preferred = "at_" + (isAboveZero ? "positive" : "any") + "_" + bound.size();
            String variable = Declared.fresh(landscape.model(), preferred, mayBeZero);
            declare(variable, isAboveZero);
            String bounds = TextPrinter.print(simple(elaborated(from, indices))) + ".."
                    + TextPrinter.print(simple(expression(search.to())));
            bound.put(search.index(), variable);
            Expr body = expression(search.body());
            bound.remove(search.index());
            String kind = search.sought() + " " + place + " " + bounds;
            Optional<Formula> same = find(kind, body);
            if (same.isPresent()) {
                return same.get();
            }
            String name = Declared.fresh(landscape.model(), "place_" + known.size(), mayBeZero);
            declare(name, isAboveZero);
            known.add(new Known(kind, body, name));
            return FormulaText.parse(name);
        }

        /** The values of {@code eig(M)}, a positive scalar drawn out, or its vectors. */
        private Formula eigen(Expr matrix, boolean isValues) {
            Expr negative = simple(Exprs.negate(matrix));
            boolean isNegative = !Definite.isSemidefinite(matrix) && Definite.isSemidefinite(negative);
            if (isNegative) {
                // The same in the other order, so that what has a letter is positive.
                Formula letter =
                        eigen(negative, isValues, isValues ? SortedValues.ASCENDING : "ascending eigenvectors");
                return isValues ? FormulaText.parse("-(" + FormulaPrinter.print(letter) + ")") : letter;
            }
            return eigen(matrix, isValues, isValues ? SortedValues.VALUES : "eigenvectors");
        }

        private Formula eigen(Expr matrix, boolean isValues, String kind) {
            boolean isSemidefinite = Definite.isSemidefinite(matrix);
            String n = matrix.shape().rows().toString();
            for (Known each : known) {
                Optional<Expr> ratio = each.kind().equals(kind) ? ratio(matrix, each.argument()) : Optional.empty();
                if (ratio.isPresent()) {
                    return isValues && !Exprs.isOne(ratio.get())
                            ? FormulaText.parse("(" + TextPrinter.print(ratio.get()) + ")*" + each.name())
                            : FormulaText.parse(each.name());
                }
            }
            boolean mayBeZero = isValues && isSemidefinite && !Definite.isDefinite(matrix);
            String preferred = (isValues ? "values_" : "vectors_") + known.size();
            String name = Declared.fresh(landscape.model(), preferred, mayBeZero);
            known.add(new Known(kind, matrix, name));
            Declaration.Kind shape = isValues ? Declaration.Kind.VECTOR : Declaration.Kind.ORTHOGONAL;
            letters.add(Declared.declaration(name, shape, List.of(n), isValues && isSemidefinite));
            return FormulaText.parse(name);
        }

        /** The roots of the eigenvalues of {@code M*M'} or, which has the same beside zeros, of {@code M'*M}. */
        private Formula singularValues(Expr matrix, String rank) {
            Expr wide = simple(Exprs.times(matrix, Exprs.transpose(matrix)));
            Expr tall = simple(Exprs.times(Exprs.transpose(matrix), matrix));
            Expr gram = isKnown(tall) && !isKnown(wide) ? tall : wide;
            String values = FormulaPrinter.print(eigen(gram, true));
            boolean isWhole = gram.shape().rows().toString().equals(rank);
            return FormulaText.parse("sqrt(" + values + ")" + (isWhole ? "" : "[1.." + rank + "]"));
        }

        /** The rank of a matrix, which its transpose has, and every multiple of it other than zero. */
        private Formula rank(Expr matrix) {
            Optional<Formula> same = find(RANK, matrix).or(() -> find(RANK, Exprs.transpose(matrix)));
            if (same.isPresent()) {
                return same.get();
            }
            String name = Declared.fresh(landscape.model(), "rank_" + known.size());
            known.add(new Known(RANK, matrix, name));
            declare(name, false);
            return FormulaText.parse(name);
        }

        /** Singular values are roots of eigenvalues; singular vectors are letters of their own. */
        private Formula singular(Formula argument, int position) {
            Expr matrix = simple(expression(argument));
            String rows = matrix.shape().rows().toString();
            String columns = matrix.shape().columns().toString();
            String rank = FormulaPrinter.print(plain(FormulaText.parse("min([" + rows + ", " + columns + "])")));
            if (position == 1) {
                return singularValues(matrix, rank);
            }
            String kind = position == 0 ? "left vectors" : "right vectors";
            Optional<Formula> same = find(kind, matrix);
            if (same.isPresent()) {
                return same.get();
            }
            String name = Declared.fresh(landscape.model(), "singular_" + known.size());
            known.add(new Known(kind, matrix, name));
            List<String> shape = List.of(position == 0 ? rows : columns, rank);
            letters.add(Declared.declaration(name, Declaration.Kind.ORTHOGONAL, shape, false));
            return FormulaText.parse(name);
        }
    }

    /** The expression, a trace being the sum of the first eigenvalues and of the others where it speaks of the first ones. */
    public Expr tailed(Expr e) {
        return new Tails(landscape.model(), known).of(e);
    }

    /** The expression, data whose Gram matrix was diagonalised being written by its eigenvectors. */
    public Expr diagonalised(Expr e) {
        Map<Expr, Expr> written = new HashMap<>();
        List<Expr.Symbol> data = landscape.model().data().stream()
                .filter(each ->
                        each.kind() == Declaration.Kind.MATRIX && each.index().isEmpty())
                .map(each -> letter(each.name()))
                .filter(Expr.Symbol.class::isInstance)
                .map(Expr.Symbol.class::cast)
                .toList();
        Diagonal.write(known, data, this::letter, written);
        return written.isEmpty() ? e : Diagonal.replaced(e, written);
    }

    /** The letter of a kind that is taken of the same up to a positive scalar. */
    private Optional<Formula> find(String kind, Expr argument) {
        return known.stream()
                .filter(each -> each.kind().equals(kind)
                        && Ratio.of(argument, each.argument()).isPresent())
                .map(each -> FormulaText.parse(each.name()))
                .findFirst();
    }

    private Optional<Expr> ratio(Expr left, Expr right) {
        return Ratio.of(left, right).or(() -> Ratio.ofSums(left, right, this::isDeclared));
    }

    /** Whether a letter is declared not to be negative. */
    private boolean isDeclared(Expr letter) {
        return letter instanceof Expr.Symbol symbol && Declared.isNonnegative(landscape.model(), symbol.name());
    }

    private Expr letter(String name) {
        return elaborated(FormulaText.parse(name), Map.of());
    }

    /** Whether the eigenvalues of a matrix have a letter already. */
    private boolean isKnown(Expr matrix) {
        return find("eigenvalues", matrix).isPresent();
    }

    static Expr simple(Expr e) {
        Expr simple = Readback.expression(Form.of(e));
        return simple.shape().equals(e.shape()) ? simple : Exprs.transpose(simple);
    }

    private Expr elaborated(Formula plain, Map<String, Integer> indices) {
        try {
            Model model = landscape.model().withSizes(sizes);
            return Elaboration.expression(model, landscape.structure(), letters, plain, indices);
        } catch (ModelException e) {
            throw new PreconditionException(e.diagnostics().get(0).value());
        }
    }

    private void declare(String name, boolean isPositive) {
        if (letters.stream().noneMatch(letter -> letter.name().equals(name))) {
            letters.add(Declared.declaration(name, Declaration.Kind.SCALAR, List.of(), isPositive));
        }
    }
}
