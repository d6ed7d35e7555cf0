/**
 * States.MathAdd: each operand is rounded half up (Java's Math.round), then added; operands and sum must be 32-bit
 * integers (recorded: test_math_operations::test_math_add; TA:States.MathAdd-009 to 036).
 */
import { isJsonNumber, type JsonValue } from '../../../json/value.ts';
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

const SMALLEST = -(2 ** 31);
const LARGEST = 2 ** 31 - 1;

export const mathAdd: IntrinsicFunction = ({ values, note }) => {
  if (values.some((value) => isJsonNumber(value) && !Number.isInteger(value.valueOf())))
    note('intrinsic.math-rounding');
  const [a, b] = [rounded(values[0]), rounded(values[1])];
  if (values.length !== 2 || a === undefined || b === undefined) return INVALID_ARGUMENTS;
  const sum = a + b;
  return sum < SMALLEST || sum > LARGEST ? INVALID_ARGUMENTS : succeed(sum);
};

function rounded(value: JsonValue | undefined): number | undefined {
  if (!isJsonNumber(value)) return undefined;
  const whole = Math.floor(value.valueOf() + 0.5) + 0;
  return whole < SMALLEST || whole > LARGEST ? undefined : whole;
}
