/** A case as files carry it: its input stands flat beside the machine, what is empty is left out. */
import { spelled } from '../json/spelled.ts';
import type { Case } from './case.ts';

/** The shape of the file; `parseCase` reads it back to an equal case. */
export function caseFile({ id, machine, input, functions, callbacks, integrations }: Case): object {
  return {
    id,
    machine,
    ...input,
    ...optional('functions', functions),
    ...optional('callbacks', callbacks),
    ...optional('integrations', integrations),
  };
}

const optional = (name: string, part: object): object =>
  Object.keys(part).length === 0 ? {} : { [name]: part };

/** The case as JSON text, its numbers as they were spelled. */
export const caseText = (testCase: Case, indent?: number): string =>
  JSON.stringify(caseFile(testCase), spelled, indent);
