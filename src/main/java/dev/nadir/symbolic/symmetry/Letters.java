package dev.nadir.symbolic.symmetry;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.symbolic.Landscape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Letters for group elements that no name of the model has. */
final class Letters {

    private final Set<String> taken = new HashSet<>();

    Letters(Landscape landscape) {
        taken.addAll(landscape.lets().keySet());
        for (List<Expr.Symbol> symbols : List.of(landscape.data(), landscape.random(), landscape.parameters())) {
            symbols.forEach(symbol -> taken.add(symbol.name()));
        }
        landscape.model().sizes().forEach(size -> taken.add(size.name()));
        landscape.model().data().forEach(each -> taken.add(each.name()));
        landscape.model().parameters().forEach(each -> taken.add(each.name()));
    }

    /** The first of the given names that is free; the last of them with a number if none is. */
    Expr.Symbol fresh(List<String> names, Shape shape, Set<Property> properties) {
        String last = names.get(names.size() - 1);
        String name =
                names.stream().filter(each -> !taken.contains(each)).findFirst().orElse(last);
        for (int i = 1; taken.contains(name); i++) {
            name = last + i;
        }
        return new Expr.Symbol(name, shape, Role.DATA, properties);
    }
}
