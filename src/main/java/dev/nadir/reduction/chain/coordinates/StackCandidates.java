package dev.nadir.reduction.chain.coordinates;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Monomial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds which parameters of a loss stand in each other's place, and what they multiply there. */
final class StackCandidates {

    /** Of ways to turn square blocks, this many are tried. */
    private static final int MOST = 8;

    private StackCandidates() {}

    /** A letter, or a row of ones, as it stands or transposed. */
    record Block(Expr letter, boolean isTurned) {

        Expr expression() {
            return isTurned ? Exprs.transpose(letter) : letter;
        }

        Shape shape() {
            Shape own = letter.shape();
            return isTurned ? own.transpose() : own;
        }

        Size size(boolean isBelow) {
            return isBelow ? shape().rows() : shape().columns();
        }

        Size across(boolean isBelow) {
            return size(!isBelow);
        }

        boolean isParameter() {
            return letter instanceof Expr.Symbol symbol && symbol.role() == Role.PARAMETER;
        }
    }

    /** Lists of parameters that stand in products of their own, all else in which is the same or nothing. */
    static List<List<Expr.Symbol>> of(List<Monomial> terms, List<Expr.Symbol> parameters) {
        List<Set<Expr.Symbol>> products = products(terms, parameters);
        Set<List<Expr.Symbol>> found = new LinkedHashSet<>();
        for (Set<Expr.Symbol> product : products) {
            for (Expr.Symbol symbol : product) {
                Set<Expr.Symbol> context = new LinkedHashSet<>(product);
                context.remove(symbol);
                List<Expr.Symbol> alike = parameters.stream()
                        .filter(other -> !context.contains(other))
                        .filter(other -> products.contains(with(context, other)))
                        .toList();
                if (alike.size() > 1) {
                    found.add(alike);
                }
            }
        }
        found.addAll(branches(products, parameters));
        return List.copyOf(found);
    }

    /** Products of two with nothing in common: one of each, for both of the first. */
    private static List<List<Expr.Symbol>> branches(List<Set<Expr.Symbol>> products, List<Expr.Symbol> parameters) {
        Set<Expr.Symbol> all = new HashSet<>();
        products.forEach(all::addAll);
        if (products.size() < 2
                || products.stream().anyMatch(product -> product.size() != 2)
                || all.size() != 2 * products.size()) {
            return List.of();
        }
        List<List<Expr.Symbol>> found = new ArrayList<>();
        for (Expr.Symbol first : products.get(0)) {
            for (boolean isBelow : List.of(false, true)) {
                List<Expr.Symbol> blocks = new ArrayList<>();
                for (Set<Expr.Symbol> product : products) {
                    parameters.stream()
                            .filter(product::contains)
                            .filter(each ->
                                    !turned(List.of(first, each), isBelow).isEmpty())
                            .filter(each -> each.equals(first) || !product.contains(first))
                            .findFirst()
                            .ifPresent(blocks::add);
                }
                if (blocks.size() == products.size() && !found.contains(blocks)) {
                    found.add(blocks);
                }
            }
        }
        return found;
    }

    private static Set<Expr.Symbol> with(Set<Expr.Symbol> context, Expr.Symbol symbol) {
        Set<Expr.Symbol> all = new HashSet<>(context);
        all.add(symbol);
        return all;
    }

    /** The sets of parameters, each to the first power, of which terms are made, several in each, that hold no other of them. */
    private static List<Set<Expr.Symbol>> products(List<Monomial> terms, List<Expr.Symbol> parameters) {
        Set<Set<Expr.Symbol>> products = new LinkedHashSet<>();
        for (Monomial term : terms) {
            List<Expr> own = term.sites().stream()
                    .map(Monomial.Site::letter)
                    .filter(parameters::contains)
                    .toList();
            Set<Expr.Symbol> product = new LinkedHashSet<>();
            parameters.stream().filter(own::contains).forEach(product::add);
            boolean isLinear = product.size() == own.size()
                    && term.sites().stream()
                            .filter(site -> product.contains(site.letter()))
                            .allMatch(site -> site.exponent().isOne());
            if (isLinear && !product.isEmpty()) {
                products.add(product);
            }
        }
        return products.stream()
                .filter(product -> product.size() > 1)
                .filter(product ->
                        products.stream().noneMatch(other -> !other.equals(product) && product.containsAll(other)))
                .toList();
    }

    /** The ways in which free matrices or vectors, some of them transposed, stand below or beside each other. */
    static List<List<Block>> turned(List<Expr.Symbol> letters, boolean isBelow) {
        List<List<Block>> ways = List.of(List.of());
        for (Expr.Symbol letter : letters) {
            List<List<Block>> longer = new ArrayList<>();
            for (List<Block> way : ways) {
                for (boolean isTurned : way.isEmpty() ? List.of(false) : List.of(false, true)) {
                    Block block = new Block(letter, isTurned);
                    boolean fits = letter.properties().isEmpty()
                            && !letter.shape().isScalar()
                            && way.stream()
                                    .allMatch(other -> other.across(isBelow).equals(block.across(isBelow)));
                    if (fits && longer.size() < MOST) {
                        List<Block> next = new ArrayList<>(way);
                        next.add(block);
                        longer.add(next);
                    }
                }
            }
            ways = longer;
        }
        return ways;
    }

    /** What the blocks multiply, if these are different letters that stand below each other. */
    static Optional<List<Block>> met(Expr loss, List<Monomial> terms, List<Block> blocks, boolean isBelow) {
        List<Block> found = new ArrayList<>();
        for (Block block : blocks) {
            Optional<Block> own = block.size(isBelow).isOne()
                    ? besides(loss, block)
                    : meets(terms, (Expr.Symbol) block.letter(), isBelow != block.isTurned());
            if (own.isEmpty()) {
                return Optional.empty();
            }
            found.add(own.get());
        }
        boolean isNew = found.stream().map(Block::letter).distinct().count() == found.size()
                && found.stream().noneMatch(each -> blocks.stream()
                        .anyMatch(block -> block.letter().equals(each.letter())));
        Block first = found.get(0);
        boolean fits = found.stream()
                .allMatch(each -> each.shape().columns().equals(first.shape().columns())
                        && each.isParameter() == first.isParameter());
        return isNew && fits ? Optional.of(found) : Optional.empty();
    }

    /** The letter without properties that a block meets alone on its stacked side where it stands once. */
    private static Optional<Block> meets(List<Monomial> terms, Expr.Symbol letter, boolean isRow) {
        for (Monomial term : terms) {
            List<Monomial.Site> own = term.sites().stream()
                    .filter(site -> site.letter().equals(letter))
                    .toList();
            if (own.size() != 1 || !own.get(0).exponent().isOne()) {
                continue;
            }
            List<Integer> legs = own.get(0).legs();
            int leg = isRow ? legs.get(0) : legs.get(legs.size() - 1);
            Optional<Block> met = term.sites().stream()
                    .filter(site -> !site.equals(own.get(0)) && site.legs().contains(leg))
                    .filter(site -> site.letter() instanceof Expr.Symbol symbol
                            && symbol.properties().isEmpty()
                            && !symbol.shape().isScalar())
                    .map(site -> new Block(
                            site.letter(),
                            site.letter().shape().rows().isOne()
                                    || (site.legs().size() == 2 && site.legs().get(1) == leg)))
                    .findFirst();
            if (met.isPresent()) {
                return met;
            }
        }
        return Optional.empty();
    }

    /** The row of ones or of data behind a column in a loss as it is written. */
    private static Optional<Block> besides(Expr e, Block block) {
        if (e instanceof Expr.Product product) {
            int at = product.factors().indexOf(block.expression());
            if (at >= 0 && at + 1 < product.factors().size()) {
                Expr next = product.factors().get(at + 1);
                boolean isRow = next.shape().rows().isOne()
                        && (next instanceof Expr.Ones
                                || (next instanceof Expr.Symbol symbol
                                        && symbol.properties().isEmpty()));
                return isRow ? Optional.of(new Block(next, false)) : Optional.empty();
            }
        }
        return Children.of(e).stream()
                .flatMap(child -> besides(child, block).stream())
                .findFirst();
    }
}
