package dev.nadir.symbolic;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Expectation;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Law;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Unrolls a model at a structure: families become symbols, formulas become expressions, and means are taken.
 *
 * <p>What the algebra does not cover is refused with the operation's name and its place in the file.
 */
public final class Elaboration {

    private final Model model;
    private final Map<String, Integer> structure;
    private final Map<String, Expr.Symbol> symbols = new LinkedHashMap<>();
    private final Map<Expr.Symbol, Law> laws = new LinkedHashMap<>();
    private final Map<String, Expr> lets = new LinkedHashMap<>();
    private final List<Model.Let> moreLets = new ArrayList<>();

    /** Laws that the algebra does not cover: an error only where a mean is taken over them. */
    private final Map<Expr.Symbol, ModelException> uncovered = new LinkedHashMap<>();

    private Elaboration(Model model, Map<String, Integer> structure) {
        this.model = model;
        this.structure = Map.copyOf(structure);
    }

    /**
     * The sizes that must be numbers before the loss can be written out: those in the range of a family, a sum or a
     * product. A deep network has its depth here, a linear VAE nothing.
     */
    public static Set<String> structuralSizes(Model model) {
        Set<String> declared = new LinkedHashSet<>();
        model.sizes().stream().filter(s -> s.index().isEmpty()).forEach(s -> declared.add(s.name()));
        Set<String> found = new LinkedHashSet<>();
        List.of(model.data(), model.random(), model.parameters())
                .forEach(group -> group.forEach(d -> d.index().ifPresent(range -> {
                    Formulas.names(range.from(), found);
                    Formulas.names(range.to(), found);
                })));
        Formulas.rangeNames(model.objective().value(), found);
        model.lets().forEach(let -> Formulas.rangeNames(let.value(), found));
        model.objective().constraints().forEach(constraint -> Formulas.rangeNames(constraint, found));
        found.retainAll(declared);
        return found;
    }

    /**
     * The model at the given structure.
     *
     * @param structure a number for each of {@link #structuralSizes}
     * @throws PreconditionException if one is missing
     * @throws ModelException if the loss holds what the algebra does not cover
     */
    public static Landscape elaborate(Model model, Map<String, Integer> structure) {
        Elaboration elaboration = complete(model, structure);
        Landscape plain = elaboration.run();
        return plain.withExpectedLoss(elaboration.written(plain));
    }

    /** The same with means left multiplied out, which is quicker: to be read by a program, not by a person. */
    public static Landscape multipliedOut(Model model, Map<String, Integer> structure) {
        return complete(model, structure).run();
    }

    private static Elaboration complete(Model model, Map<String, Integer> structure) {
        for (String size : structuralSizes(model)) {
            if (!structure.containsKey(size)) {
                throw new PreconditionException("the structure needs a number for each of " + structuralSizes(model)
                        + ", got none for " + size);
            }
        }
        return new Elaboration(model, structure);
    }

    /**
     * The expression of another formula of the same model, such as a side of a claim.
     *
     * @param moreLets lets that stand beside the model's, such as a claim's
     * @param indices the values of the indices that the formula stands under
     * @throws ModelException if it holds what the algebra does not cover
     */
    public static Expr expression(
            Landscape landscape, List<Model.Let> moreLets, Formula formula, Map<String, Integer> indices) {
        return expression(landscape, List.of(), moreLets, formula, indices);
    }

    /**
     * The same where a claim has variables of its own.
     *
     * @param over the variables, each without an index
     */
    public static Expr expression(
            Landscape landscape,
            List<Declaration> over,
            List<Model.Let> moreLets,
            Formula formula,
            Map<String, Integer> indices) {
        Elaboration elaboration = declared(landscape.model(), landscape.structure(), over);
        elaboration.moreLets.addAll(moreLets);
        return elaboration.mean(elaboration.expression(formula, indices));
    }

    /** The same of a model that is not derived, such as one with sizes that a proof names. */
    public static Expr expression(
            Model model,
            Map<String, Integer> structure,
            List<Declaration> over,
            Formula formula,
            Map<String, Integer> indices) {
        Elaboration elaboration = declared(model, structure, over);
        return elaboration.mean(elaboration.expression(formula, indices));
    }

    private static Elaboration declared(Model model, Map<String, Integer> structure, List<Declaration> over) {
        Elaboration elaboration = new Elaboration(model, structure);
        elaboration.declare(model.data(), Role.DATA);
        elaboration.declare(model.parameters(), Role.PARAMETER);
        elaboration.declare(model.random(), Role.RANDOM);
        elaboration.declare(over, Role.PARAMETER);
        return elaboration;
    }

    /** What the sides of each equation differ by, where the model asks for equations to be solved. */
    public static List<Expr> differences(Landscape landscape) {
        Elaboration elaboration = new Elaboration(landscape.model(), landscape.structure());
        List<Expr> differences = new ArrayList<>();
        for (Claim.Equation equation : landscape.model().objective().equations()) {
            Formula difference =
                    new Formula.Binary(equation.span(), Formula.Operator.SUBTRACT, equation.left(), equation.right());
            for (Map<String, Integer> indices : elaboration.indices(equation)) {
                differences.add(expression(landscape, List.of(), difference, indices));
            }
        }
        return differences;
    }

    private List<Map<String, Integer>> indices(Claim.Equation equation) {
        if (equation.range().isEmpty()) {
            return List.of(Map.of());
        }
        Declaration.IndexRange range = equation.range().get();
        return java.util.stream.IntStream.rangeClosed(integer(range.from(), Map.of()), integer(range.to(), Map.of()))
                .mapToObj(i -> Map.of(range.index(), i))
                .toList();
    }

    /** The symbols of variables that a claim has of its own. */
    public static List<Expr.Symbol> symbols(Landscape landscape, List<Declaration> over) {
        return new Elaboration(landscape.model(), landscape.structure()).declare(over, Role.PARAMETER);
    }

    private Landscape run() {
        List<Expr.Symbol> data = declare(model.data(), Role.DATA);
        List<Expr.Symbol> parameters = declare(model.parameters(), Role.PARAMETER);
        List<Expr.Symbol> random = declare(model.random(), Role.RANDOM);
        Expr loss = expression(model.objective().value(), Map.of());
        if (!loss.shape().isScalar()) {
            throw refused(model.objective().value().span(), "a loss of shape " + loss.shape());
        }
        List<Landscape.Constraint> constraints = model.objective().constraints().stream()
                .map(constraint -> constraint(constraint, parameters))
                .toList();
        for (Model.Let let : model.lets()) {
            tryLet(let);
        }
        return new Landscape(model, structure, data, random, parameters, lets, loss, mean(loss), constraints);
    }

    /** An equation of the block {@code subject to}; the shapes of its sides were checked. */
    private Landscape.Constraint constraint(Formula written, List<Expr.Symbol> parameters) {
        if (!(written instanceof Formula.Binary equation && equation.operator() == Formula.Operator.EQUAL)) {
            throw refused(written.span(), "subject to: what is not an equation");
        }
        Expr left = expression(equation.left(), Map.of());
        Expr right = expression(equation.right(), Map.of());
        if (!left.shape().equals(right.shape())) {
            throw refused(written.span(), "subject to: sides of shapes " + left.shape() + " and " + right.shape());
        }
        if (!new Dependence(Set.copyOf(parameters)).dependsOn(Exprs.add(left, right))) {
            throw refused(written.span(), "subject to: an equation without parameters");
        }
        Normaliser canonical = new Normaliser();
        Form difference = canonical.form(Exprs.subtract(left, right));
        for (Expr.Symbol parameter : parameters) {
            Expr gram = Exprs.times(Exprs.transpose(parameter), parameter);
            Size columns = parameter.shape().columns();
            Expr one = columns.equals(Size.of(1)) ? Exprs.literal(1) : Exprs.identity(columns);
            Expr excess = Exprs.subtract(gram, one);
            if (difference.equals(canonical.form(excess)) || difference.equals(canonical.form(Exprs.negate(excess)))) {
                return new Landscape.Constraint.OrthonormalColumns(written, left, right, parameter);
            }
        }
        return new Landscape.Constraint.MatrixEquation(written, left, right);
    }

    /** The loss with its means carried out and written as a person would. */
    private Expr written(Landscape plain) {
        if (plain.expectedLoss().equals(plain.loss())) {
            return plain.loss();
        }
        Squares squares = new Squares(plain.data(), plain.parameters(), new Simplifier(lets.values()));
        return meansReplaced(plain.loss(), each -> squares.in(mean(each)));
    }

    private static Expr meansReplaced(Expr e, UnaryOperator<Expr> replacement) {
        return e instanceof Expr.Expectation
                ? replacement.apply(e)
                : Rebuild.of(e, part -> meansReplaced(part, replacement));
    }

    private Expr mean(Expr loss) {
        uncovered.forEach((symbol, reason) -> {
            if (new Dependence(Set.of(symbol)).dependsOn(loss)) {
                throw reason;
            }
        });
        try {
            return Expectation.carryOut(loss, laws);
        } catch (PreconditionException e) {
            throw refused(model.objective().value().span(), String.valueOf(e.getMessage()));
        }
    }

    /** A let that only claims use may hold what only numbers can tell, such as eigenvalues: then it has no expression. */
    private void tryLet(Model.Let let) {
        if (let.names().size() == 1 && !lets.containsKey(let.names().get(0))) {
            try {
                let(let);
            } catch (ModelException e) {
                lets.remove(let.names().get(0));
            }
        }
    }

    private List<Expr.Symbol> declare(List<Declaration> declarations, Role role) {
        List<Expr.Symbol> declared = new ArrayList<>();
        for (Declaration declaration : declarations) {
            if (declaration.index().isEmpty()) {
                declared.add(declare(declaration, declaration.name(), Map.of(), role));
                continue;
            }
            Declaration.IndexRange range = declaration.index().get();
            int from = integer(range.from(), Map.of());
            int to = integer(range.to(), Map.of());
            for (int i = from; i <= to; i++) {
                Map<String, Integer> indices = Map.of(range.index(), i);
                declared.add(declare(declaration, declaration.name() + "[" + i + "]", indices, role));
            }
        }
        return declared;
    }

    private Expr.Symbol declare(Declaration declaration, String name, Map<String, Integer> indices, Role role) {
        List<Size> sizes =
                declaration.sizes().stream().map(s -> size(s, indices)).toList();
        Set<Property> properties = new LinkedHashSet<>();
        switch (declaration.kind()) {
            case SYMMETRIC -> properties.add(Property.SYMMETRIC);
            case SPD -> properties.addAll(List.of(Property.POSITIVE_DEFINITE, Property.INVERTIBLE));
            case DIAGONAL -> properties.add(Property.DIAGONAL);
            case INVERTIBLE -> properties.add(Property.INVERTIBLE);
            case ORTHOGONAL -> properties.add(Property.ORTHONORMAL_COLUMNS);
            default -> {}
        }
        boolean isPositive = declaration
                .condition()
                .filter(c -> c.operator() == Formula.Operator.GREATER)
                .filter(c -> c.number().filter(bound -> bound.signum() >= 0).isPresent())
                .isPresent();
        if (isPositive) {
            properties.add(Property.POSITIVE);
        }
        Shape shape =
                switch (declaration.kind()) {
                    case SCALAR, SIZE -> Shape.SCALAR;
                    case VECTOR -> Shape.vector(sizes.get(0));
                    case MATRIX -> Shape.matrix(sizes.get(0), sizes.get(1));
                    case ORTHOGONAL -> Shape.matrix(sizes.get(0), sizes.get(sizes.size() - 1));
                    default -> Shape.matrix(sizes.get(0), sizes.get(0));
                };
        Expr.Symbol symbol = new Expr.Symbol(name, shape, role, properties);
        symbols.put(name, symbol);
        try {
            declaration.law().ifPresent(law -> laws.put(symbol, law(law, symbol, indices)));
        } catch (ModelException e) {
            uncovered.put(symbol, e);
        }
        return symbol;
    }

    private Law law(Formula formula, Expr.Symbol symbol, Map<String, Integer> indices) {
        if (!(formula instanceof Formula.Call call)) {
            throw refused(formula.span(), "a law that is not a call");
        }
        return new LawReader(this::expression, Elaboration::refused).read(call, symbol, indices);
    }

    /** The expression of a formula, with the given values of indices. */
    Expr expression(Formula formula, Map<String, Integer> indices) {
        return new FormulaReader(this, indices).read(formula);
    }

    /** The expression of a name: a symbol, a let or the loss, which claims may speak of; null if there is none. */
    @org.jspecify.annotations.Nullable
    Expr resolve(String name) {
        Expr.Symbol symbol = symbols.get(name);
        if (symbol != null) {
            return symbol;
        }
        Expr known = lets.get(name);
        if (known != null) {
            return known;
        }
        return java.util.stream.Stream.concat(moreLets.stream(), model.lets().stream())
                .filter(let -> let.names().contains(name))
                .findFirst()
                .map(this::let)
                .or(() -> Optional.of(model.objective())
                        .filter(loss -> loss.name().equals(name))
                        .map(loss -> expression(loss.value(), Map.of())))
                .orElse(null);
    }

    /** The function of a call, if the model declares it. */
    Optional<Model.Function> function(String called) {
        return model.function(called);
    }

    /** The body of a function with a symbol for its variable. */
    Expr bodyOf(Model.Function.Definition definition, Expr.Symbol variable) {
        Expr.Symbol before = symbols.put(definition.variable(), variable);
        try {
            return expression(definition.body(), Map.of());
        } finally {
            if (before == null) {
                symbols.remove(definition.variable());
            } else {
                symbols.put(definition.variable(), before);
            }
        }
    }

    boolean isSizeFamily(String name) {
        return model.sizes().stream()
                .anyMatch(s -> s.name().equals(name) && s.index().isPresent());
    }

    private Expr let(Model.Let let) {
        String name = let.names().get(0);
        if (let.names().size() > 1) {
            throw refused(let.span(), "a let with several names");
        }
        Expr definition = expression(let.value(), Map.of());
        Expr named = definition instanceof Expr.Literal ? definition : new Expr.Named(name, definition);
        lets.put(name, named);
        return named;
    }

    /** The size of a formula: structure and indices as numbers, other sizes by name. */
    Size size(Formula formula, Map<String, Integer> indices) {
        Map<String, Integer> numbers = new HashMap<>(structure);
        numbers.putAll(indices);
        return Formulas.size(formula, numbers, model);
    }

    /** The whole number of an index formula. */
    int integer(Formula formula, Map<String, Integer> indices) {
        Size size = size(formula, indices);
        return size.constant()
                .orElseThrow(() -> refused(formula.span(), "an index that depends on " + size))
                .intValueExact();
    }

    /** The error that names what the algebra does not cover. */
    static ModelException refused(SourceSpan span, String what) {
        return new ModelException(List.of(new Diagnostic(
                ErrorCode.NOT_IN_ALGEBRA,
                span,
                what + " is not covered",
                "The algebra derives only what its rules cover; a guess would be worse than a refusal.",
                "Rewrite the loss with the operations of docs/language.md that are marked derivable.",
                "")));
    }
}
