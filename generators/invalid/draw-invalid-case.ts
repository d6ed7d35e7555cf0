/** Draws definitions that AWS refuses, each with one fault whose diagnostics are on record (AWS-BEHAVIOUR 8.2.4). */
import type { Case } from '../../src/case/case.ts';
import { named } from '../../src/case/content-hash.ts';
import type { JsonObject } from '../../src/json/value.ts';
import type { Draw } from '../draw/draw.ts';
import { STATE_NAMES } from '../palette/names.ts';
import { FAULTY_DEFINITIONS } from './faulty-definitions.ts';

export function drawInvalidCase(draw: Draw): Case {
  const [a = '', b = '', c = ''] = draw.some(STATE_NAMES, 3, 3);
  const definition: JsonObject = draw.pick(FAULTY_DEFINITIONS)(a, b, c);
  return named({
    machine: { definition, type: 'STANDARD' },
    input: { input: {} },
    functions: {},
    callbacks: {},
    integrations: {},
  });
}
