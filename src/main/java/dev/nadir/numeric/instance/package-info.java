/**
 * Instances: a model's sizes and data in numbers.
 * A model, the settings of an instance and a seed go in; an Instance comes out.
 * What was declared of the data is checked here, at the numbers.
 */
@NullMarked
package dev.nadir.numeric.instance;

import org.jspecify.annotations.NullMarked;
