package dev.nadir.arch.broken.numeric.flow;

/** Known to its parent. */
public class Child {}
