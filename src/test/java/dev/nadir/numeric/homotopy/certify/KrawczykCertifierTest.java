package dev.nadir.numeric.homotopy.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Certificate.Kind;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

class KrawczykCertifierTest {

    private final KrawczykCertifier certifier = new KrawczykCertifier();

    @Test
    void the_square_roots_of_two_are_real_and_two() {
        PolynomialSystem system = square(Rational.of(-2));

        Certification certification = certifier.certify(
                system,
                List.of(root(0, true, new Complex(Math.sqrt(2), 0)), root(0, true, new Complex(-Math.sqrt(2), 0))));

        assertThat(certification.certificates())
                .extracting(certificate -> certificate.kind())
                .containsExactly(Kind.REAL, Kind.REAL);
        assertThat(certification.isComplete()).isTrue();
        assertThat(certification.distinctCount()).isEqualTo(2);
        assertThat(certification.certificates().get(0).radius()).isLessThan(1e-12);
        assertThat(Math.abs(certification.certificates().get(0).centre().get(0).real() - Math.sqrt(2)))
                .isLessThanOrEqualTo(certification.certificates().get(0).radius());
    }

    @Test
    void the_imaginary_unit_is_certainly_not_real_whatever_the_solver_says() {
        PolynomialSystem system = square(Rational.ONE);

        Certification certification = certifier.certify(
                system, List.of(root(0, false, new Complex(0, 1)), root(1, true, new Complex(1e-12, -1))));

        assertThat(certification.certificates())
                .extracting(certificate -> certificate.kind())
                .containsExactly(Kind.NOT_REAL, Kind.NOT_REAL);
        assertThat(certification.realCount()).isZero();
    }

    @Test
    void a_point_that_is_no_root_is_not_certified() {
        PolynomialSystem system = square(Rational.ONE);

        // x^2 + 1 has no root near the real axis; Newton's method jumps about there.
        Certification certification = certifier.certify(system, List.of(root(0, true, new Complex(0.3, 0))));

        assertThat(certification.certificates().get(0).kind()).isEqualTo(Kind.UNDECIDED);
        assertThat(certification.distinctCount()).isZero();
    }

    @Test
    void a_double_root_is_undecided_and_not_denied() {
        PolynomialSystem system = square(Rational.ZERO);

        Certification certification = certifier.certify(
                system, List.of(root(0, true, new Complex(0, 0)), root(1, true, new Complex(1e-9, 0))));

        assertThat(certification.certificates())
                .allSatisfy(certificate -> assertThat(certificate.kind()).isEqualTo(Kind.UNDECIDED));
        assertThat(certification.certificates().get(0).reason()).contains("singular");
        assertThat(certification.isComplete()).isFalse();
    }

    @Test
    void two_boxes_around_the_same_root_are_found_out() {
        PolynomialSystem system = square(Rational.of(-2));
        PolynomialRoot one = root(0, true, new Complex(1.41421356, 0));
        PolynomialRoot other = root(1, true, new Complex(1.41421357, 0));
        PolynomialRoot third = root(2, true, new Complex(-1.41421356, 0));

        Certification certification = certifier.certify(system, List.of(one, third, other));

        assertThat(certification.duplicates()).containsExactly(new Certification.Pair(0, 2));
        assertThat(certification.distinctCount()).isEqualTo(2);
        assertThat(certification.isComplete()).isFalse();
    }

    @Test
    void a_wrong_orbit_does_not_lend_its_certificate() {
        // (x - 1)(x - 3): changing the sign of x is no symmetry, and -1 is no root.
        PolynomialSystem system = system(term(1, 2), term(-4, 1), term(3, 0));

        Certification certification = certifier.certify(
                system, List.of(root(0, true, new Complex(1, 0)), root(0, true, new Complex(-100, 0))));

        assertThat(certification.certificates().get(0).kind()).isEqualTo(Kind.REAL);
        assertThat(certification.distinctCount()).isEqualTo(1);
    }

    @Test
    void coefficients_that_are_no_doubles_are_enclosed() {
        // 3 x = 1: no double is a root, the box must hold the third all the same.
        PolynomialSystem system = system(term(3, 1), term(-1, 0));

        Certification certification = certifier.certify(system, List.of(root(0, true, new Complex(1.0 / 3, 0))));

        assertThat(certification.certificates().get(0).kind()).isEqualTo(Kind.REAL);
        Rational centre = Rational.enclose(
                certification.certificates().get(0).centre().get(0).real());
        Rational radius = Rational.enclose(certification.certificates().get(0).radius());
        assertThat(centre.minus(Rational.of(1, 3)).abs()).isLessThanOrEqualTo(radius);
    }

    @Test
    void coordinates_of_very_different_size_have_boxes_of_their_own_size() {
        // x = 1000 exactly, and (y - 1/1000) x^3 = 0: an error of x in the last place is large beside y.
        Polynomial first = new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.ONE, List.of(2, 0)),
                        new Polynomial.Term(Rational.of(-1_000_000), List.of(0, 0))));
        Polynomial second = new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.ONE, List.of(3, 1)),
                        new Polynomial.Term(Rational.of(-1, 1000), List.of(3, 0))));
        PolynomialSystem system = new PolynomialSystem(
                new PolynomialFamily(List.of("x", "y"), List.of(), List.of(first, second)), List.of());
        PolynomialRoot root = new PolynomialRoot(
                List.of(new Complex(1000, 0), new Complex(1e-3, 0)), 1, 1e-16, 1e6, true, false, 0, 1);

        Certification certification = certifier.certify(system, List.of(root));

        assertThat(certification.certificates().get(0).kind()).isEqualTo(Kind.REAL);
    }

    @Test
    void roots_that_no_box_of_doubles_separates_are_told_apart_with_more_digits() {
        // (x - 1000)(x - 1000 - 2^-40): eight units in the last place lie between them.
        Rational gap = Rational.enclose(0x1p-40);
        PolynomialSystem near = system(
                term(1, 2),
                new Polynomial.Term(Rational.of(-2000).minus(gap), List.of(1)),
                new Polynomial.Term(Rational.of(1000).plus(gap).times(Rational.of(1000)), List.of(0)));
        PolynomialSystem together = system(term(1, 2), term(-2000, 1), term(1_000_000, 0));
        List<PolynomialRoot> roots =
                List.of(root(0, true, new Complex(1000, 0)), root(1, true, new Complex(1000 + 0x1p-40, 0)));

        Certification certification = certifier.certify(near, roots);
        Certification doubled = certifier.certify(together, roots);

        assertThat(certification.isComplete()).as("%s", certification).isTrue();
        assertThat(certification.realCount()).isEqualTo(2);
        assertThat(certification.certificates())
                .allSatisfy(certificate -> assertThat(certificate.reason()).contains("hundred digits"));
        assertThat(doubled.distinctCount()).isZero();
    }

    @Test
    void two_roots_very_near_each_other_are_told_apart() {
        // (x - 1)(x - 1 - 1e-6)
        Rational gap = Rational.of(1, 1_000_000);
        PolynomialSystem system = system(
                term(1, 2),
                new Polynomial.Term(Rational.of(-2).minus(gap), List.of(1)),
                new Polynomial.Term(Rational.ONE.plus(gap), List.of(0)));

        Certification certification = certifier.certify(
                system, List.of(root(0, true, new Complex(1, 0)), root(1, true, new Complex(1 + 1e-6, 0))));

        assertThat(certification.isComplete()).isTrue();
        assertThat(certification.realCount()).isEqualTo(2);
    }

    private static PolynomialSystem square(Rational constant) {
        return constant.isZero() ? system(term(1, 2)) : system(term(1, 2), new Polynomial.Term(constant, List.of(0)));
    }

    private static PolynomialSystem system(Polynomial.Term... terms) {
        Polynomial polynomial = new Polynomial(1, List.of(terms));
        return new PolynomialSystem(new PolynomialFamily(List.of("x"), List.of(), List.of(polynomial)), List.of());
    }

    private static Polynomial.Term term(long coefficient, int power) {
        return new Polynomial.Term(Rational.of(coefficient), List.of(power));
    }

    private static PolynomialRoot root(int orbit, boolean isReal, Complex value) {
        return new PolynomialRoot(List.of(value), 1, 1e-16, 1, isReal, false, orbit, 1);
    }
}
