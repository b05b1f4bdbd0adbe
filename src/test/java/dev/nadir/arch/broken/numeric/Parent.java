package dev.nadir.arch.broken.numeric;

import dev.nadir.arch.broken.numeric.flow.Child;

/** Knows its child. */
class Parent {

    Child child() {
        return new Child();
    }
}
