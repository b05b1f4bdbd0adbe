package dev.nadir.model.format;

import dev.nadir.model.grammar.NadirLexer;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Where spaces stand in a statement. */
final class Spacing {

    private static final Set<Integer> SPACED = Set.of(
            NadirLexer.EQUAL,
            NadirLexer.LESS,
            NadirLexer.UP_TO_AND,
            NadirLexer.GREATER,
            NadirLexer.AT_LEAST,
            NadirLexer.IS,
            NadirLexer.ARROW,
            NadirLexer.TILDE,
            NadirLexer.IN,
            NadirLexer.FOR,
            NadirLexer.THOROUGH,
            NadirLexer.AT_MOST);

    private static final Set<Integer> TIGHT = Set.of(
            NadirLexer.SLASH,
            NadirLexer.DOT_STAR,
            NadirLexer.DOT_SLASH,
            NadirLexer.HAT,
            NadirLexer.DOT_HAT,
            NadirLexer.DOTS);

    private static final Set<Integer> OPENING = Set.of(NadirLexer.OPEN, NadirLexer.OPEN_LIST);
    private static final Set<Integer> CLOSING = Set.of(NadirLexer.CLOSE, NadirLexer.CLOSE_LIST);

    private static final Set<Integer> ENDS_OPERAND = Set.of(
            NadirLexer.NAME,
            NadirLexer.NUMBER,
            NadirLexer.STRING,
            NadirLexer.CLOSE,
            NadirLexer.CLOSE_LIST,
            NadirLexer.PRIME,
            NadirLexer.EXPECTATION,
            NadirLexer.LABEL,
            NadirLexer.SIGNED_PERMUTATION);

    private static final Set<Integer> SCALING = Set.of(
            NadirLexer.STAR,
            NadirLexer.SLASH,
            NadirLexer.DOT_STAR,
            NadirLexer.DOT_SLASH,
            NadirLexer.PLUS,
            NadirLexer.MINUS);

    private final List<Token> words;

    /** For each word the bracket around it, -1 where there is none. */
    private final int[] brackets;

    Spacing(List<Token> words) {
        this.words = List.copyOf(words);
        this.brackets = new int[words.size()];
        int inner = -1;
        for (int i = 0; i < brackets.length; i++) {
            if (CLOSING.contains(type(i)) && inner >= 0) {
                inner = brackets[inner];
            }
            brackets[i] = inner;
            if (OPENING.contains(type(i))) {
                inner = i;
            }
        }
    }

    private int type(int index) {
        return index < 0 || index >= words.size() ? Token.EOF : words.get(index).getType();
    }

    /** Words that are names where a formula may stand, and open a line where they stand first. */
    private boolean endsOperand(int index) {
        int type = type(index);
        boolean isSoft = type >= NadirLexer.LET
                && type <= NadirLexer.MAPS
                && type != NadirLexer.FOR
                && type != NadirLexer.IN
                && index > 0;
        return isSoft || ENDS_OPERAND.contains(type);
    }

    /** Whether a space stands in front of a word. */
    boolean before(int index) {
        int left = type(index - 1);
        int right = type(index);
        if (index == 0 || right == NadirLexer.COMMA || right == NadirLexer.PRIME || CLOSING.contains(right)) {
            return false;
        }
        if (left == NadirLexer.COMMA || OPENING.contains(left) || isSign(index - 1)) {
            return left == NadirLexer.COMMA;
        }
        if (right == NadirLexer.COLON || left == NadirLexer.COLON) {
            return brackets[index] < 0;
        }
        return OPENING.contains(right) ? beforeBracket(index) : between(index, left, right);
    }

    /** A bracket stands close behind what it is called on, and apart in {@code 50 (thorough 400)}. */
    private boolean beforeBracket(int index) {
        return endsOperand(index - 1)
                ? type(index) == NadirLexer.OPEN && type(index + 1) == NadirLexer.THOROUGH
                : !isTightOperator(index - 1);
    }

    private boolean between(int index, int left, int right) {
        if (SPACED.contains(left) || SPACED.contains(right)) {
            return true;
        }
        if (isOperator(left) && !isSign(index - 1)) {
            return !isTightOperator(index - 1);
        }
        if (isOperator(right)) {
            return endsOperand(index - 1) ? !isTightOperator(index) : !isTightOperator(index - 1);
        }
        return true;
    }

    private static boolean isOperator(int type) {
        return TIGHT.contains(type) || type == NadirLexer.PLUS || type == NadirLexer.MINUS || type == NadirLexer.STAR;
    }

    /** A minus with nothing on its left that it could be taken from. */
    private boolean isSign(int index) {
        return type(index) == NadirLexer.MINUS && !endsOperand(index - 1);
    }

    private boolean isTightOperator(int index) {
        return switch (type(index)) {
            case NadirLexer.STAR -> !followsFraction(index);
            case NadirLexer.PLUS, NadirLexer.MINUS -> isInPlace(index);
            default -> TIGHT.contains(type(index));
        };
    }

    /** {@code 1/2 * x}: a fraction stands apart from what it scales. */
    private boolean followsFraction(int star) {
        int index = star - 1;
        while (index > brackets[star]) {
            boolean isHere = brackets[index] == brackets[star];
            if (isHere && SCALING.contains(type(index)) && !isSign(index)) {
                return type(index) == NadirLexer.SLASH;
            }
            if (isHere && isBoundary(type(index))) {
                return false;
            }
            index--;
        }
        return false;
    }

    /** Sums stand close in indices and ranges, as in {@code W[i-1]} and {@code k+1..d}. */
    private boolean isInPlace(int operator) {
        return isIndexed(operator) || hasDots(operator, -1) || hasDots(operator, 1);
    }

    private boolean hasDots(int operator, int step) {
        for (int i = operator + step; i >= 0 && i < words.size() && i != brackets[operator]; i += step) {
            boolean isHere = brackets[i] == brackets[operator];
            if (isHere && type(i) == NadirLexer.DOTS) {
                return true;
            }
            if (brackets[i] < brackets[operator] || (isHere && isBoundary(type(i)))) {
                return false;
            }
        }
        return false;
    }

    private static boolean isBoundary(int type) {
        return type == NadirLexer.COMMA || SPACED.contains(type) || type == NadirLexer.COLON;
    }

    /** Whether the innermost bracket around a word is a subscript. */
    private boolean isIndexed(int index) {
        int bracket = brackets[index];
        return bracket > 0
                && type(bracket) == NadirLexer.OPEN_LIST
                && type(bracket - 1) != NadirLexer.EXPECTATION
                && endsOperand(bracket - 1);
    }
}
