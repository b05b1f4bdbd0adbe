package dev.nadir.reduction.system;

/**
 * An entry of a parameter that is an unknown of the equations.
 *
 * @param parameter the parameter's name, as in {@code W[2]}
 * @param row from 0
 * @param column from 0
 * @param isMirrored whether the entry stands at {@code (column, row)} too
 * @param isPositive whether the model declares it positive
 */
public record Unknown(String parameter, int row, int column, boolean isMirrored, boolean isPositive) {}
