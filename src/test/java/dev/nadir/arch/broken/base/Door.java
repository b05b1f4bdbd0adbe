package dev.nadir.arch.broken.base;

/** Something to come back to. */
public interface Door {}
