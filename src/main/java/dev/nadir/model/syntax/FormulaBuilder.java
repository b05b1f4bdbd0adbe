package dev.nadir.model.syntax;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads formulas off the parse tree. */
final class FormulaBuilder {

    private static final Set<String> OVER_AN_INDEX = Set.of("sum", "product", "root", "roots", "argmin");

    private static final Map<String, Formula.Sought> SOUGHT =
            Map.of("root", Formula.Sought.ROOT, "roots", Formula.Sought.ROOTS, "argmin", Formula.Sought.LEAST);

    /** Far more than a paper prints, and few enough that no later stage can run out of stack. */
    private static final int MOST_OPERATIONS = 500;

    private static final int MOST_DIGITS = 50;

    /** Doubles end at 1e308; a literal may be a little beyond on its way into a quotient. */
    private static final int LARGEST_EXPONENT = 400;

    private final Places places;
    private int operations;

    FormulaBuilder(Places places) {
        this.places = places;
    }

    Formula formula(NadirParser.FormulaContext context) {
        operations = 0;
        return sum(context);
    }

    Formula relation(NadirParser.RelationContext context) {
        operations = 0;
        Formula left = sum(context.formula(0));
        if (context.comparison() == null) {
            return left;
        }
        Formula right = sum(context.formula(1));
        return new Formula.Binary(
                places.span(context), operator(context.comparison().getText()), left, right);
    }

    Declaration.Condition condition(NadirParser.ConditionContext context) {
        return new Declaration.Condition(operator(context.comparison().getText()), formula(context.formula()));
    }

    Declaration.IndexRange index(NadirParser.IndexContext context) {
        return new Declaration.IndexRange(
                context.name().getText(), formula(context.formula(0)), formula(context.formula(1)));
    }

    /** A formula, or a range where two dots stand. */
    Formula span(NadirParser.SpanContext context) {
        Formula from = sum(context.formula(0));
        if (context.DOTS() == null) {
            return from;
        }
        Formula to = sum(context.formula(1));
        return new Formula.Range(from.span().to(to.span()), from, to);
    }

    List<Formula> elements(NadirParser.ArrayContext context) {
        int before = operations;
        List<Formula> elements = new ArrayList<>();
        for (NadirParser.SpanContext element : context.span()) {
            operations = before;
            elements.add(span(element));
        }
        return elements;
    }

    /** The literal's exact value; a number that could only be meant to exhaust us is reported and read as 1. */
    Formula.NumberLiteral number(SourceSpan span, String text) {
        int exponentAt = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
        String exponent = exponentAt < 0 ? "0" : text.substring(exponentAt + 1).replaceFirst("^[+-]?0*(?=\\d)", "");
        if (mantissa.length() > MOST_DIGITS || exponent.length() > 3 || Integer.parseInt(exponent) > LARGEST_EXPONENT) {
            String shown = text.length() > 20 ? text.substring(0, 20) + "..." : text;
            places.report(
                    ErrorCode.NUMBER_TOO_LARGE,
                    span,
                    shown + ": digits " + mantissa.replace(".", "").length() + ", exponent " + exponent,
                    "Literals are kept as exact fractions, which would fill the memory.",
                    "Write fewer digits, or scale the model.");
            return new Formula.NumberLiteral(span, Rational.ONE, "1");
        }
        return new Formula.NumberLiteral(span, Rational.parse(text), text);
    }

    static Operator operator(String symbol) {
        for (Operator operator : Operator.values()) {
            if (operator.symbol().equals(symbol)) {
                return operator;
            }
        }
        throw new InternalErrorException("the grammar knows the operator '" + symbol + "', Formula does not");
    }

    private static Formula binary(Operator operator, Formula left, Formula right) {
        return new Formula.Binary(left.span().to(right.span()), operator, left, right);
    }

    /** Counts an operation; true once there are too many, which is reported once. */
    private boolean isOneTooMany(SourceSpan span) {
        operations++;
        if (operations == MOST_OPERATIONS + 1) {
            places.report(
                    ErrorCode.FORMULA_TOO_LONG,
                    span,
                    "this is operation number " + operations + " of the formula",
                    "A formula of this length was not written by hand, and every stage would have to walk it.",
                    "Write sum(i in 1..n, ...) or product(i in 1..n, ...), or split the formula with `let`.");
        }
        return operations > MOST_OPERATIONS;
    }

    private Formula sum(NadirParser.FormulaContext context) {
        List<NadirParser.TermContext> terms = context.term();
        SourceSpan start = places.span(terms.get(0));
        Formula first = term(terms.get(0));
        Formula sum = first;
        for (int i = 1; i < terms.size() && !isOneTooMany(places.span(terms.get(i))); i++) {
            Operator operator = operator(context.getChild(2 * i - 1).getText());
            sum = new Formula.Binary(start.to(places.span(terms.get(i))), operator, sum, term(terms.get(i)));
        }
        return shortened(sum, first);
    }

    private Formula term(NadirParser.TermContext context) {
        List<NadirParser.FactorContext> factors = context.factor();
        SourceSpan start = places.span(factors.get(0));
        Formula first = factor(factors.get(0));
        Formula product = first;
        for (int i = 1; i < factors.size() && !isOneTooMany(places.span(factors.get(i))); i++) {
            Operator operator = operator(context.getChild(2 * i - 1).getText());
            product = new Formula.Binary(
                    start.to(places.span(factors.get(i))), operator, product, factor(factors.get(i)));
        }
        return shortened(product, first);
    }

    /** What was reported as too long goes no further: the stages behind would only be exhausted by it. */
    private Formula shortened(Formula whole, Formula first) {
        return operations > MOST_OPERATIONS ? first : whole;
    }

    private Formula factor(NadirParser.FactorContext context) {
        Formula factor = power(context.power());
        for (int i = context.MINUS().size() - 1; i >= 0; i--) {
            SourceSpan minus = places.span(context.MINUS(i).getSymbol());
            if (isOneTooMany(minus)) {
                break;
            }
            factor = new Formula.Negation(minus.to(factor.span()), factor);
        }
        return factor;
    }

    /** Powers associate to the right. */
    private Formula power(NadirParser.PowerContext context) {
        List<NadirParser.ExponentContext> exponents = context.exponent();
        Formula base = postfix(context.postfix());
        if (exponents.isEmpty()) {
            return base;
        }
        Formula power = exponent(exponents.get(exponents.size() - 1));
        for (int i = exponents.size() - 1; i >= 0 && !isOneTooMany(power.span()); i--) {
            Formula below = i == 0 ? base : exponent(exponents.get(i - 1));
            power = raise(operator(context.getChild(2 * i + 1).getText()), below, power);
        }
        return power;
    }

    /** A sign in front of an exponent belongs to all that is above it: {@code a^-b^c} is {@code a^(-(b^c))}. */
    private static Formula raise(Operator operator, Formula base, Formula exponent) {
        if (base instanceof Formula.Negation negation) {
            Formula inner = raise(operator, negation.argument(), exponent);
            return new Formula.Negation(negation.span().to(inner.span()), inner);
        }
        return binary(operator, base, exponent);
    }

    private Formula exponent(NadirParser.ExponentContext context) {
        Formula exponent = postfix(context.postfix());
        for (int i = context.MINUS().size() - 1; i >= 0; i--) {
            SourceSpan minus = places.span(context.MINUS(i).getSymbol());
            if (isOneTooMany(minus)) {
                break;
            }
            exponent = new Formula.Negation(minus.to(exponent.span()), exponent);
        }
        return exponent;
    }

    private Formula postfix(NadirParser.PostfixContext context) {
        SourceSpan start = places.span(context.primary());
        Formula formula = primary(context.primary());
        for (NadirParser.SuffixContext suffix : context.suffix()) {
            SourceSpan span = start.to(places.span(suffix));
            if (isOneTooMany(places.span(suffix))) {
                break;
            }
            if (suffix.PRIME() != null) {
                formula = new Formula.Transposition(span, formula);
            } else {
                List<Formula.Subscript> subscripts = new ArrayList<>();
                suffix.subscript().forEach(subscript -> subscripts.add(subscript(subscript)));
                formula = new Formula.Indexed(span, formula, subscripts);
            }
        }
        return formula;
    }

    private Formula.Subscript subscript(NadirParser.SubscriptContext context) {
        if (context.COLON() != null) {
            return new Formula.Subscript.All();
        }
        Formula span = span(context.span());
        return span instanceof Formula.Range range
                ? new Formula.Subscript.Between(range.from(), range.to())
                : new Formula.Subscript.At(span);
    }

    private Formula primary(NadirParser.PrimaryContext context) {
        SourceSpan span = places.span(context);
        if (context.NUMBER() != null) {
            return number(span, context.NUMBER().getText());
        } else if (context.STRING() != null) {
            return new Formula.Text(span, unquote(context.STRING().getText()));
        } else if (context.array() != null) {
            return new Formula.ArrayLiteral(span, elements(context.array()));
        } else if (context.EXPECTATION() != null) {
            isOneTooMany(span);
            return new Formula.Expectation(span, sum(context.formula()));
        } else if (context.name() == null) {
            return sum(context.formula());
        } else if (context.OPEN() == null) {
            return new Formula.Name(span, context.name().getText());
        }
        isOneTooMany(span);
        return call(context, span);
    }

    private Formula call(NadirParser.PrimaryContext context, SourceSpan span) {
        String function = context.name().getText();
        List<NadirParser.ArgumentContext> arguments = context.argument();
        boolean isRanged = arguments.size() == 2
                && arguments.get(0).index() != null
                && arguments.get(1).span() != null
                && arguments.get(1).name() == null
                && OVER_AN_INDEX.contains(function);
        if (isRanged) {
            return ranged(context, span);
        }
        boolean isNearest = arguments.size() == 2
                && arguments.get(0).nearby() != null
                && arguments.get(1).span() != null
                && arguments.get(1).name() == null
                && function.equals("root");
        if (isNearest) {
            NadirParser.NearbyContext nearby = arguments.get(0).nearby();
            Formula place = sum(nearby.formula());
            String name = nearby.name(0).getText();
            reportUnlessNear(nearby);
            return new Formula.Search(
                    span,
                    Formula.Sought.NEAREST_ROOT,
                    name,
                    place,
                    place,
                    span(arguments.get(1).span()));
        }
        return plain(context, span);
    }

    private Formula ranged(NadirParser.PrimaryContext context, SourceSpan span) {
        String function = context.name().getText();
        List<NadirParser.ArgumentContext> arguments = context.argument();
        NadirParser.IndexContext index = arguments.get(0).index();
        String name = index.name().getText();
        Formula from = sum(index.formula(0));
        Formula to = sum(index.formula(1));
        Formula body = span(arguments.get(1).span());
        Formula.Sought sought = SOUGHT.get(function);
        return sought != null
                ? new Formula.Search(span, sought, name, from, to, body)
                : new Formula.Ranged(span, function.equals("product"), name, from, to, body);
    }

    private Formula plain(NadirParser.PrimaryContext context, SourceSpan span) {
        String function = context.name().getText();
        List<NadirParser.ArgumentContext> arguments = context.argument();
        List<Formula> values = new ArrayList<>();
        Map<String, Formula> options = new LinkedHashMap<>();
        for (NadirParser.ArgumentContext argument : arguments) {
            if (argument.nearby() != null) {
                reportNearby(argument.nearby());
            } else if (argument.index() != null) {
                reportIndex(argument.index(), function);
            } else if (argument.AT_MOST() != null) {
                addOption(options, "at-most", sum(argument.formula(0)), argument);
            } else if (argument.comparison() != null) {
                Formula left = sum(argument.formula(0));
                Formula right = sum(argument.formula(1));
                values.add(new Formula.Binary(
                        places.span(argument), operator(argument.comparison().getText()), left, right));
            } else if (argument.name() != null) {
                addOption(options, argument.name().getText(), span(argument.span()), argument);
            } else {
                values.add(span(argument.span()));
            }
        }
        String primes = "'".repeat(context.PRIME().size());
        return new Formula.Call(span, function + primes, values, options);
    }

    private void addOption(
            Map<String, Formula> options, String name, Formula value, NadirParser.ArgumentContext argument) {
        if (options.putIfAbsent(name, value) != null) {
            places.report(
                    ErrorCode.DUPLICATE_NAME,
                    places.span(argument),
                    "`" + name + "` is given twice",
                    "An option has one value.",
                    "Remove one of the two.");
        }
    }

    private void reportIndex(NadirParser.IndexContext index, String function) {
        boolean isKnown = OVER_AN_INDEX.contains(function);
        places.report(
                ErrorCode.SYNTAX,
                places.span(index),
                isKnown
                        ? "`" + function + "` needs an index and one formula"
                        : "`" + function + "` does not run over an index",
                "Only sum, product, root, roots and argmin run over an index, as in sum(i in 1..L, normF(W[i])^2).",
                "Write " + (isKnown ? function : "sum") + "(i in from..to, formula).");
    }

    private void reportUnlessNear(NadirParser.NearbyContext nearby) {
        if (!nearby.name(1).getText().equals("near")) {
            reportNearby(nearby);
        }
    }

    private void reportNearby(NadirParser.NearbyContext nearby) {
        places.report(
                ErrorCode.SYNTAX,
                places.span(nearby),
                "unexpected `" + nearby.name(1).getText() + "` after `"
                        + nearby.name(0).getText() + "`",
                "Two names side by side stand in root(t near a, formula) only.",
                "Write an operator between them, or root(t near a, formula).");
    }

    static String unquote(String text) {
        return text.substring(1, text.length() - 1);
    }
}
