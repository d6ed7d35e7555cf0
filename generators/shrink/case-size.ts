/** How large a case is: its states first, then the bytes of its JSON, then its text as such. */
import type { Case } from '../../src/case/case.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import { statesOf } from '../validity/states-of.ts';

export interface CaseSize {
  /** Nested ones included; 0 where the definition is a text. */
  readonly states: number;
  /** Of the case as compact JSON, without its id. */
  readonly bytes: number;
  /** That JSON. Among equally long ones the earlier in the alphabet is the smaller, so that 3 seconds shrink to 1. */
  readonly text: string;
}

export function sizeOf({ machine, input, functions, callbacks, integrations }: Omit<Case, 'id'>): CaseSize {
  const { type, ...others } = machine;
  // The type that people mean where they name none counts for nothing. A case is plain JSON by its definition.
  const sized = type === 'STANDARD' ? others : machine;
  const content = { machine: sized, ...input, functions, callbacks, integrations } as unknown as JsonValue;
  const text = writeJson(content);
  return { states: [...statesOf(machine.definition)].length, bytes: Buffer.byteLength(text), text };
}

export const isSmaller = (a: CaseSize, b: CaseSize): boolean => {
  if (a.states !== b.states) return a.states < b.states;
  return a.bytes === b.bytes ? a.text < b.text : a.bytes < b.bytes;
};
