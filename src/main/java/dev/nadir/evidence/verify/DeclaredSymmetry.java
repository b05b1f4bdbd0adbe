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

    /** A declared symmetry for one value of its index. */
    private record Part(Model.Symmetry symmetry, Map<String, Matrix> index, Factor factor) {}

    /** All the given symmetries in one action. */
    public static DeclaredSymmetry of(List<Model.Symmetry> symmetries, Scope scope, ParameterLayout layout) {
        List<Part> parts = new ArrayList<>();
        for (Model.Symmetry symmetry : symmetries) {
            for (Map<String, Matrix> index : Places.of(symmetry.range(), scope)) {
                int size = (int) Math.round(
                        scope.with(index).scalar(symmetry.group().sizes().get(0)));
                parts.add(new Part(
                        symmetry, index, new Factor(group(symmetry.group().kind()), size)));
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
        names.put(part.symmetry().group().name(), element);
        Scope inside = scope.with(names);
        Map<String, Matrix> images = new HashMap<>();
        for (Map.Entry<Formula, Formula> map : part.symmetry().maps()) {
            String target = name(map.getKey(), inside);
            if (values.containsKey(target)) {
                images.put(target, inside.value(map.getValue()));
            }
        }
        values.putAll(images);
        return layout.pack(values);
    }

    private static String name(Formula left, Scope scope) {
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
