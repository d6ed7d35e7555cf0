/** States.UUID: a version 4 UUID; it takes no arguments. */
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

export const uuid: IntrinsicFunction = ({ values, random }) =>
  values.length === 0 ? succeed(random.uuid()) : INVALID_ARGUMENTS;
