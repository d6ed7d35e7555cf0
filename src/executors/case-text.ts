/** The texts of a case as an API receives them. */
import type { Case } from '../case/case.ts';
import { writeJson } from '../json/write.ts';

/** The definition: its own text where the case gives one, else compact JSON. */
export function definitionText({ machine }: Case): string {
  if (typeof machine.definition === 'string') return machine.definition;
  const known = written.get(machine);
  if (known !== undefined) return known;
  const text = writeJson(machine.definition);
  written.set(machine, text);
  return text;
}

/** Many look at it, for as long as somebody has the case. */
const written = new WeakMap<Case['machine'], string>();

/** The input as StartExecution takes it. */
export const inputText = ({ input }: Case): string =>
  'inputText' in input ? input.inputText : writeJson(input.input);
