package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds in which order, and which way round, the parameters stand in their product: the terms linear in all say it. */
final class Order {

    private static final String STEP = "one product";

    private final Set<Expr.Symbol> links;
    private final Monomial term;

    Order(List<Monomial> terms, Set<Expr.Symbol> links) {
        this.links = links;
        if (links.isEmpty()) {
            throw new Refusal(STEP, "no parameter is a matrix or a vector");
        }
        this.term = terms.stream()
                .filter(each -> isLinearInAll(each, links))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        STEP,
                        "no term of the loss is linear in each of "
                                + String.join(
                                        ", ",
                                        links.stream()
                                                .map(Expr.Symbol::name)
                                                .sorted()
                                                .toList())));
    }

    private static boolean isLinearInAll(Monomial term, Set<Expr.Symbol> links) {
        Map<Expr.Symbol, Rational> degrees = ChainReader.degrees(term, links);
        return degrees.size() == links.size() && degrees.values().stream().allMatch(Rational::isOne);
    }

    /** The factors from the output to the input. */
    List<Factor> factors() {
        List<Monomial.Site> left =
                new ArrayList<>(term.sites().stream().filter(this::isLink).toList());
        List<Factor> walked = new ArrayList<>();
        Monomial.Site start = left.stream()
                .filter(site -> neighbours(site, left) <= 1)
                .findFirst()
                .orElseThrow(() -> new Refusal(STEP, "the parameters form a ring in " + ChainReader.print(term)));
        int enter = entry(start, left);
        Optional<Monomial.Site> next = Optional.of(start);
        while (next.isPresent()) {
            Monomial.Site site = next.get();
            left.remove(site);
            Expr.Symbol symbol = (Expr.Symbol) site.letter();
            int exit = exit(site, enter);
            walked.add(new Factor(symbol, isTransposed(site, symbol, enter, exit)));
            enter = exit;
            int here = exit;
            next = exit < 0
                    ? Optional.empty()
                    : left.stream()
                            .filter(each -> each.legs().contains(here) && isPlain(here))
                            .findFirst();
        }
        if (!left.isEmpty()) {
            throw new Refusal(STEP, "the parameters are no chain in " + ChainReader.print(term));
        }
        long turned = walked.stream().filter(Factor::transposed).count();
        return 2 * turned > walked.size() || (2 * turned == walked.size() && isDeclaredBackwards(walked))
                ? turn(walked)
                : walked;
    }

    /** Of two ways round, the one whose first factor does not stand transposed. */
    private static boolean isDeclaredBackwards(List<Factor> walked) {
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
