package dev.nadir.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {

    private Spelling() {}

    /**
     * The candidate closest to the word, if one is close: at most a third of the letters wrong. Capitals count half, so
     * that {@code Loss} finds {@code loss} first, and {@code x} finds nothing but {@code X}.
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        // Of one or two letters nothing would be left to recognise.
        int most = word.length() < 3 ? 1 : 2 * (word.length() / 3);
        return candidates.stream()
                .filter(candidate -> !candidate.equals(word))
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= most)
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code Did you mean `x`?} for the closest candidate, otherwise the other sentence. */
    public static String didYouMean(String word, Collection<String> candidates, String otherwise) {
        return closest(word, candidates)
                .map(candidate -> "Did you mean `" + candidate + "`?")
                .orElse(otherwise);
    }

    /** Twice the number of insertions, deletions, changes and swaps of neighbours (Damerau 1964). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = 2 * i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = 2 * j;
        }
        String lowerA = a.toLowerCase(Locale.ROOT);
        String lowerB = b.toLowerCase(Locale.ROOT);
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change =
                        a.charAt(i - 1) == b.charAt(j - 1) ? 0 : lowerA.charAt(i - 1) == lowerB.charAt(j - 1) ? 1 : 2;
                int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 2);
                boolean isSwap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = isSwap ? Math.min(best, cost[i - 2][j - 2] + 2) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
