package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The symmetries that a model declares, read as written, acting on the coordinates of points. */
public final class DeclaredSymmetry implements SymmetryAction {

    private final Scope scope;
    private final ParameterLayout layout;
    private final List<Part> parts;

    private DeclaredSymmetry(Scope scope, ParameterLayout layout, List<Part> parts) {
        this.scope = scope;
        this.layout = layout;
        this.parts = List.copyOf(parts);
    }

    /**
     * A declared symmetry for one value of its index.
     *
     * @param maps from parameters to their images, members of families by name: it is read very often
     */
    private record Part(String group, Map<String, Matrix> index, Factor factor, Map<String, Formula> maps) {}

    /** All the given symmetries in one action. */
    public static DeclaredSymmetry of(List<Model.Symmetry> symmetries, Scope scope, ParameterLayout layout) {
        List<Part> parts = new ArrayList<>();
        for (Model.Symmetry symmetry : symmetries) {
            for (Map<String, Matrix> index : Places.of(symmetry.range(), scope)) {
                int size = (int) Math.round(
                        scope.with(index).scalar(symmetry.group().sizes().get(0)));
                Factor factor = new Factor(group(symmetry.group().kind()), size);
                Map<String, Formula> maps = new Members(scope.with(index), layout).maps(symmetry);
                parts.add(new Part(symmetry.group().name(), index, factor, maps));
            }
        }
        return new DeclaredSymmetry(scope, layout, parts);
    }

    private static Group group(Declaration.Kind kind) {
        return switch (kind) {
            case ORTHOGONAL -> Group.ORTHOGONAL;
            case SIGNED_PERMUTATION -> Group.SIGNED_PERMUTATION;
            case DIAGONAL -> Group.DIAGONAL;
            case INVERTIBLE, MATRIX -> Group.INVERTIBLE;
            default -> throw new PreconditionException("a symmetry must be over a matrix group, got " + kind);
        };
    }

    @Override
    public List<Factor> factors() {
        return parts.stream().map(Part::factor).toList();
    }

    @Override
    public double[] apply(List<Matrix> element, double[] point) {
        double[] image = point.clone();
        try {
            for (int k = 0; k < parts.size(); k++) {
                image = apply(parts.get(k), element.get(k), image);
            }
        } catch (PreconditionException e) {
            Arrays.fill(image, Double.NaN);
        }
        return image;
    }

    private double[] apply(Part part, Matrix element, double[] point) {
        Map<String, Matrix> values = new LinkedHashMap<>(layout.unpack(point));
        Map<String, Matrix> names = new HashMap<>(values);
        names.putAll(part.index());
        names.put(part.group(), element);
        Scope inside = scope.with(names);
        Map<String, Matrix> images = new HashMap<>();
        part.maps().forEach((target, image) -> {
            if (values.containsKey(target)) {
                images.put(target, inside.value(image));
            }
        });
        values.putAll(images);
        return layout.pack(values);
    }

    /** Writes {@code W[i+1]} as the name {@code W[2]}, for one value of the index. */
    private record Members(Scope scope, ParameterLayout layout) {

        Map<String, Formula> maps(Model.Symmetry symmetry) {
            Map<String, Formula> maps = new LinkedHashMap<>();
            for (Map.Entry<Formula, Formula> map : symmetry.maps()) {
                maps.put(name(map.getKey()), named(map.getValue()));
            }
            return maps;
        }

        private Formula named(Formula formula) {
            if (isMember(formula)) {
                return new Formula.Name(formula.span(), name(formula));
            } else if (formula instanceof Formula.Binary binary) {
                return new Formula.Binary(
                        binary.span(), binary.operator(), named(binary.left()), named(binary.right()));
            } else if (formula instanceof Formula.Transposition transposition) {
                return new Formula.Transposition(transposition.span(), named(transposition.argument()));
            } else if (formula instanceof Formula.Negation negation) {
                return new Formula.Negation(negation.span(), named(negation.argument()));
            }
            return formula;
        }

        private boolean isMember(Formula formula) {
            return formula instanceof Formula.Indexed indexed
                    && indexed.base() instanceof Formula.Name
                    && indexed.subscripts().size() == 1
                    && indexed.subscripts().get(0) instanceof Formula.Subscript.At
                    && layout.blocks().stream().anyMatch(block -> block.name().equals(name(formula)));
        }

        private String name(Formula left) {
            if (left instanceof Formula.Name plain) {
                return plain.name();
            }
            if (left instanceof Formula.Indexed indexed
                    && indexed.base() instanceof Formula.Name family
                    && indexed.subscripts().get(0) instanceof Formula.Subscript.At at) {
                return family.name() + "[" + Math.round(scope.scalar(at.index())) + "]";
            }
            throw new PreconditionException("a symmetry must map parameters, at " + left.span());
        }
    }
}
