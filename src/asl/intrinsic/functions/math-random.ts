/**
 * States.MathRandom: a whole number from start up to, but not, end. Fractions are cut; an empty span is refused
 * (AWS-BEHAVIOUR 3.5, TA:States.MathRandom-008, -009). Which number comes for a seed isn't known.
 */
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';
import { seededRandom } from '../../random.ts';
import { truncated } from './whole-number.ts';

export const mathRandom: IntrinsicFunction = ({ values, random }) => {
  const [start, end, seed] = [truncated(values[0]), truncated(values[1]), truncated(values[2])];
  if (values.length < 2 || values.length > 3 || start === undefined || end === undefined)
    return INVALID_ARGUMENTS;
  if (start >= end || (values.length === 3 && seed === undefined)) return INVALID_ARGUMENTS;
  const source = seed === undefined ? random : seededRandom(String(seed));
  return succeed(start + Math.floor(source.next() * (end - start)));
};
