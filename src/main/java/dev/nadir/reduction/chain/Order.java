package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds in which order, and which way round, the parameters stand in their product: the terms linear in all say it. */
final class Order {

    private static final String STEP = "one product";

    private final Set<Expr.Symbol> links;
    private final Monomial term;

    Order(List<Monomial> terms, Set<Expr.Symbol> links) {
        this.links = links;
        if (links.stream().allMatch(link -> link.shape().isScalar())) {
            throw new Refusal(STEP, "no parameter is a matrix or a vector");
        }
        List<Monomial> linear =
                terms.stream().filter(each -> isLinearInAll(each, links)).toList();
        this.term = linear.stream()
                .filter(each -> !isRing(each, links))
                .findFirst()
                .or(() -> linear.stream().findFirst())
                .orElseThrow(() -> new Refusal(STEP, whyNone(terms, links)));
    }

    /** Which parameters stand in a product of their own, where that is what keeps them from standing in one. */
    private static String whyNone(List<Monomial> terms, Set<Expr.Symbol> links) {
        return terms.stream()
                .map(each -> ChainReader.degrees(each, links))
                .filter(degrees ->
                        degrees.size() > 1 && degrees.values().stream().allMatch(Rational::isOne))
                .map(degrees -> names(degrees.keySet()))
                .min(Comparator.naturalOrder())
                .map(product -> "the product of " + product + " stands beside others, and all parameters, "
                        + names(links) + ", have to stand in one")
                .orElseGet(() -> "no term of the loss is linear in each of " + names(links));
    }

    private static String names(Set<Expr.Symbol> symbols) {
        return symbols.stream().map(Expr.Symbol::name).sorted().collect(Collectors.joining(", "));
    }

    private static boolean isLinearInAll(Monomial term, Set<Expr.Symbol> links) {
        Map<Expr.Symbol, Rational> degrees = ChainReader.degrees(term, links);
        return degrees.size() == links.size() && degrees.values().stream().allMatch(Rational::isOne);
    }

    /** Whether the links meet each other alone, as in {@code tr(B*A)}: no end says where the product begins. */
    private static boolean isRing(Monomial term, Set<Expr.Symbol> links) {
        List<Monomial.Site> own = term.sites().stream()
                .filter(site -> site.letter() instanceof Expr.Symbol symbol && links.contains(symbol))
                .filter(site -> !site.legs().isEmpty())
                .toList();
        return own.size() > 1
                && own.stream()
                        .allMatch(site -> site.legs().size() == 2
                                && site.legs().stream().allMatch(leg -> own.stream()
                                        .anyMatch(other -> !other.equals(site)
                                                && other.legs().contains(leg))));
    }

    /**
     * The factors from the output to the input.
     *
     * @param way where the product begins in a trace of the parameters alone; 0 elsewhere
     */
    List<Factor> factors(int way) {
        boolean isRing = isRing(term, links);
        List<Monomial.Site> left = new ArrayList<>(term.sites().stream()
                .filter(this::isLink)
                .filter(site -> !site.legs().isEmpty())
                .toList());
        if (way > 0 && (!isRing || way >= left.size())) {
            throw new Refusal(STEP, "the product begins where it begins");
        }
        List<Factor> walked = new ArrayList<>();
        Monomial.Site start = isRing
                ? left.get(way)
                : left.stream()
                        .filter(site -> neighbours(site, left) <= 1)
                        .min(Comparator.comparing(site -> entry(site, left) < 0))
                        .orElseThrow(
                                () -> new Refusal(STEP, "the parameters form a ring in " + ChainReader.print(term)));
        int enter = isRing ? start.legs().get(0) : entry(start, left);
        Optional<Monomial.Site> next = Optional.of(start);
        while (next.isPresent()) {
            Monomial.Site site = next.get();
            left.remove(site);
            Expr.Symbol symbol = (Expr.Symbol) site.letter();
            int exit = exit(site, enter);
            walked.add(new Factor(symbol, isTransposed(site, symbol, enter, exit)));
            enter = exit;
            int here = exit;
            // Behind a width of 1 the product goes on with any vector, as in u*v'.
            next = exit < 0
                    ? left.stream().filter(each -> each.legs().size() == 1).findFirst()
                    : left.stream()
                            .filter(each -> each.legs().contains(here) && isPlain(here))
                            .findFirst();
        }
        if (!left.isEmpty()) {
            throw new Refusal(STEP, "the parameters are no chain in " + ChainReader.print(term));
        }
        return withScalars(turnedRight(walked));
    }

    /** Scalar factors where the product has the width 1: at its end, its beginning, or between. */
    private List<Factor> withScalars(List<Factor> walked) {
        List<Factor> scalars = links.stream()
                .filter(link -> link.shape().isScalar())
                .sorted(Comparator.comparing(Expr.Symbol::name))
                .map(link -> new Factor(link, false))
                .toList();
        if (scalars.isEmpty()) {
            return walked;
        }
        int place = 0;
        while (place < walked.size() && !walked.get(place).rows().isOne()) {
            place++;
        }
        if (place == walked.size() && !walked.get(place - 1).columns().isOne()) {
            throw new Refusal(
                    STEP,
                    scalars.get(0).symbol().name()
                            + " multiplies a product that is nowhere of width 1: its price and those of the matrices leave no"
                            + " sum over singular values");
        }
        List<Factor> all = new ArrayList<>(walked);
        all.addAll(place, scalars);
        return all;
    }

    private static List<Factor> turnedRight(List<Factor> walked) {
        long turned = walked.stream().filter(Factor::transposed).count();
        return 2 * turned > walked.size() || (2 * turned == walked.size() && isDeclaredBackwards(walked))
                ? turn(walked)
                : walked;
    }

    /** Of two ways round, the one whose first factor does not stand transposed; of two vectors, in the order of their names. */
    private static boolean isDeclaredBackwards(List<Factor> walked) {
        Factor last = walked.get(walked.size() - 1);
        if (walked.get(0).symbol().shape().isColumn() && last.symbol().shape().isColumn()) {
            return walked.get(0).symbol().name().compareTo(last.symbol().name()) > 0;
        }
        return walked.get(0).transposed() && !walked.get(0).symbol().shape().isColumn();
    }

    private static List<Factor> turn(List<Factor> walked) {
        List<Factor> turned = new ArrayList<>();
        walked.forEach(factor -> turned.add(new Factor(factor.symbol(), !factor.transposed())));
        Collections.reverse(turned);
        return turned;
    }

    private boolean isLink(Monomial.Site site) {
        return site.letter() instanceof Expr.Symbol symbol && links.contains(symbol);
    }

    /** Whether exactly two legs meet there. */
    private boolean isPlain(int index) {
        return term.sites().stream()
                        .flatMap(site -> site.legs().stream())
                        .filter(leg -> leg == index)
                        .count()
                == 2;
    }

    private long neighbours(Monomial.Site site, List<Monomial.Site> all) {
        return all.stream()
                .filter(other -> !other.equals(site) && meet(site, other))
                .count();
    }

    private boolean meet(Monomial.Site a, Monomial.Site b) {
        return a.legs().stream().anyMatch(leg -> b.legs().contains(leg) && isPlain(leg));
    }

    /** The leg on the outside: the one that meets no other link; -1 for a vector whose one leg is inside. */
    private int entry(Monomial.Site start, List<Monomial.Site> all) {
        for (int leg : start.legs()) {
            boolean isInside = isPlain(leg)
                    && all.stream()
                            .anyMatch(other ->
                                    !other.equals(start) && other.legs().contains(leg));
            if (!isInside) {
                return leg;
            }
        }
        return -1;
    }

    private static int exit(Monomial.Site site, int enter) {
        if (site.legs().size() == 1) {
            return site.legs().get(0) == enter ? -1 : site.legs().get(0);
        }
        return site.legs().get(0) == enter ? site.legs().get(1) : site.legs().get(0);
    }

    /** Rows lead in; a vector has rows only. */
    private static boolean isTransposed(Monomial.Site site, Expr.Symbol symbol, int enter, int exit) {
        if (site.legs().size() == 1) {
            boolean isColumn = !symbol.shape().rows().isOne();
            return isColumn == enter < 0;
        }
        return site.legs().get(0) != enter && exit == site.legs().get(0);
    }
}
