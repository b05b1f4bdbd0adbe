package dev.nadir.expr;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A number of rows, columns, layers or samples: a polynomial with rational coefficients in size names, such as
 * {@code d[L] - k}. Two sizes are equal exactly when they are the same polynomial.
 */
public final class Size implements Comparable<Size> {

    /** Longer monomials first, then by name, the constant last: {@code d*k - k + 1}. */
    private static final Comparator<List<SizeName>> MONOMIAL_ORDER =
            Comparator.<List<SizeName>>comparingInt(List::size).reversed().thenComparing(List::toString);

    /** No quotient of sizes has more terms. */
    private static final int MOST_DIVISIONS = 100;

    public static final Size ONE = of(1);
    public static final Size ZERO = of(0);

    private final SortedMap<List<SizeName>, Rational> terms;
    private final String text;

    private Size(SortedMap<List<SizeName>, Rational> terms) {
        this.terms = terms;
        this.text = print(terms);
    }

    /** A size that is a number. */
    public static Size of(long value) {
        return of(Rational.of(value));
    }

    /** A size that is a number, possibly a fraction on the way to a whole one, as in {@code n*(n+1)/2}. */
    public static Size of(Rational value) {
        SortedMap<List<SizeName>, Rational> terms = new TreeMap<>(MONOMIAL_ORDER);
        if (!value.isZero()) {
            terms.put(List.of(), value);
        }
        return new Size(terms);
    }

    /** The size with the given name. */
    public static Size of(SizeName name) {
        SortedMap<List<SizeName>, Rational> terms = new TreeMap<>(MONOMIAL_ORDER);
        terms.put(List.of(name), Rational.ONE);
        return new Size(terms);
    }

    /** The size with the given plain name. */
    public static Size of(String name) {
        return of(new SizeName(name, null));
    }

    public Size plus(Size other) {
        SortedMap<List<SizeName>, Rational> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, value) -> add(sum, monomial, value));
        return new Size(sum);
    }

    public Size minus(Size other) {
        return plus(other.times(of(-1)));
    }

    public Size times(Size other) {
        SortedMap<List<SizeName>, Rational> product = new TreeMap<>(MONOMIAL_ORDER);
        terms.forEach((left, a) -> other.terms.forEach((right, b) -> {
            List<SizeName> monomial = new ArrayList<>(left);
            monomial.addAll(right);
            monomial.sort(Comparator.naturalOrder());
            add(product, List.copyOf(monomial), a.times(b));
        }));
        return new Size(product);
    }

    /**
     * The polynomial that times the divisor is this one.
     *
     * @throws PreconditionException if there is none
     */
    public Size dividedBy(Size divisor) {
        Size rest = this;
        Size quotient = ZERO;
        for (int i = 0; i < MOST_DIVISIONS && !rest.terms.isEmpty() && !divisor.terms.isEmpty(); i++) {
            Map.Entry<List<SizeName>, Rational> first =
                    rest.terms.entrySet().iterator().next();
            Map.Entry<List<SizeName>, Rational> lead =
                    divisor.terms.entrySet().iterator().next();
            List<SizeName> left = new ArrayList<>(first.getKey());
            boolean isMultiple = lead.getKey().stream().allMatch(left::remove);
            if (!isMultiple) {
                break;
            }
            SortedMap<List<SizeName>, Rational> factor = new TreeMap<>(MONOMIAL_ORDER);
            factor.put(List.copyOf(left), first.getValue().times(lead.getValue().inverse()));
            Size part = new Size(factor);
            quotient = quotient.plus(part);
            rest = rest.minus(part.times(divisor));
        }
        if (!rest.terms.isEmpty()) {
            throw new PreconditionException(this + " must be a multiple of " + divisor + ", got a remainder");
        }
        return quotient;
    }

    private static void add(SortedMap<List<SizeName>, Rational> terms, List<SizeName> monomial, Rational value) {
        Rational sum = terms.getOrDefault(monomial, Rational.ZERO).plus(value);
        if (sum.isZero()) {
            terms.remove(monomial);
        } else {
            terms.put(monomial, sum);
        }
    }

    /** The monomials with their coefficients; a monomial is the sorted list of its names. */
    public Map<List<SizeName>, Rational> terms() {
        return java.util.Collections.unmodifiableMap(terms);
    }

    /** The value, if no name is left in it. */
    public Optional<Rational> constant() {
        if (terms.isEmpty()) {
            return Optional.of(Rational.ZERO);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(List.of())) : Optional.empty();
    }

    public boolean isOne() {
        return text.equals("1");
    }

    /** The polynomial with every name replaced; a family's index is replaced first. */
    public Size substitute(Function<SizeName, Size> replacement) {
        Size result = ZERO;
        for (Map.Entry<List<SizeName>, Rational> term : terms.entrySet()) {
            Size product = of(term.getValue());
            for (SizeName name : term.getKey()) {
                Size index = name.index();
                SizeName inner = index == null ? name : new SizeName(name.name(), index.substitute(replacement));
                product = product.times(replacement.apply(inner));
            }
            result = result.plus(product);
        }
        return result;
    }

    /**
     * The number of this size when every name has one.
     *
     * @throws PreconditionException if the result is not a whole number in the range of int
     */
    public int evaluate(Function<SizeName, Integer> values) {
        return substitute(name -> of(values.apply(name)))
                .constant()
                .orElseThrow()
                .intValueExact();
    }

    /**
     * The number of this size.
     *
     * @param numbers by name, as {@link SizeName#toString} writes it
     * @throws PreconditionException if a name has no number, or the result is not a whole number in the range of int
     */
    public int evaluate(Map<String, Integer> numbers) {
        return evaluate(name -> name.number(numbers));
    }

    private static String print(SortedMap<List<SizeName>, Rational> terms) {
        if (terms.isEmpty()) {
            return "0";
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<List<SizeName>, Rational> term : terms.entrySet()) {
            Rational value = term.getValue();
            if (text.isEmpty()) {
                text.append(value.signum() < 0 ? "-" : "");
            } else {
                text.append(value.signum() < 0 ? "-" : "+");
            }
            List<String> factors = new ArrayList<>();
            if (!value.abs().isOne() || term.getKey().isEmpty()) {
                factors.add(value.abs().toString());
            }
            term.getKey().forEach(name -> factors.add(name.toString()));
            text.append(String.join("*", factors));
        }
        return text.toString();
    }

    @Override
    public int compareTo(Size other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Size size && text.equals(size.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The polynomial in the model language, without spaces. */
    @Override
    public String toString() {
        return text;
    }
}
