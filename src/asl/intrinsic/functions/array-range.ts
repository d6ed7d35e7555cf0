/**
 * States.ArrayRange: from start to end in steps, the end included if hit.
 *
 * Fractions are cut; a step of 0 and more than 1,000 items are refused; a step that leads away from the end gives `[]`
 * (AWS-BEHAVIOUR 3.5, TA:States.ArrayRange-001 to 020).
 */
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';
import { truncated } from './whole-number.ts';

const MOST_ITEMS = 1000;

export const arrayRange: IntrinsicFunction = ({ values }) => {
  const [start, end, step] = [truncated(values[0]), truncated(values[1]), truncated(values[2])];
  if (values.length !== 3 || start === undefined || end === undefined || step === undefined || step === 0) {
    return INVALID_ARGUMENTS;
  }
  const length = Math.max(0, Math.floor((end - start) / step) + 1);
  if (length > MOST_ITEMS) return INVALID_ARGUMENTS;
  const items: number[] = [];
  for (let i = 0; i < length; i++) items.push(start + i * step);
  return succeed(items);
};
