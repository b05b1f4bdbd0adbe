package dev.nadir.numeric.homotopy;

import java.util.List;

/**
 * The certificates of a list of roots.
 *
 * @param certificates one for each root, in order
 * @param duplicates pairs of roots whose certified boxes meet, so that they may be the same root; the larger index of
 *     each pair counts as no root of its own
 * @param method what shows that they are roots, and distinct
 */
public record Certification(List<Certificate> certificates, List<Pair> duplicates, Method method) {

    /** How the roots are told from one another. */
    public enum Method {
        /** Boxes by Krawczyk's operator: of nonsingular roots. */
        BOXES,
        /** The quotient algebra over the fractions: of all roots, multiple ones as well. */
        ALGEBRA
    }

    /** Certificates by boxes. */
    public Certification(List<Certificate> certificates, List<Pair> duplicates) {
        this(certificates, duplicates, Method.BOXES);
    }

    /** Two indices into the list of roots. */
    public record Pair(int first, int second) {}

    /** Copies the lists. */
    public Certification {
        certificates = List.copyOf(certificates);
        duplicates = List.copyOf(duplicates);
    }

    /** How many distinct roots are certified: at least so many nonsingular roots exist. */
    public int distinctCount() {
        return count(Certificate::isCertified);
    }

    /** How many distinct roots are certified to be real. */
    public int realCount() {
        return count(certificate -> certificate.kind() == Certificate.Kind.REAL);
    }

    /** Whether every root of the list is certified and none twice. */
    public boolean isComplete() {
        return duplicates.isEmpty() && certificates.stream().allMatch(Certificate::isCertified);
    }

    private int count(java.util.function.Predicate<Certificate> wanted) {
        java.util.Set<Integer> dropped = new java.util.HashSet<>();
        for (Pair pair : duplicates) {
            dropped.add(pair.second());
        }
        int count = 0;
        for (int i = 0; i < certificates.size(); i++) {
            if (!dropped.contains(i) && wanted.test(certificates.get(i))) {
                count++;
            }
        }
        return count;
    }
}
