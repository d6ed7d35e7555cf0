/** A definition that AWS would refuse can't be examined: its diagnostics are said instead. */
import { validateDefinition } from '../../asl/validation/validate-definition.ts';
import type { MachineType } from '../../case/case.ts';
import type { JsonObject } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { MachineProblem } from '../machine-problem.ts';

/** Bytes that CreateStateMachine takes (AWS-BEHAVIOUR 8.1.1). */
const LARGEST_DEFINITION = 1_048_576;

const MOST_SHOWN = 10;

export function checkDefinition(definition: JsonObject, type: MachineType, name: string): void {
  const text = writeJson(definition);
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_DEFINITION) {
    throw new MachineProblem(
      `${name}: the definition has ${bytes.toLocaleString('en')} bytes without white space; AWS takes ${LARGEST_DEFINITION.toLocaleString('en')}. ` +
        'Cut it in two machines, one of which starts the other.',
    );
  }
  const errors = validateDefinition(text, type).filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return;
  const lines = errors.slice(0, MOST_SHOWN).map(({ code, message, location }) => {
    const place = location === undefined ? '' : ` at ${location}`;
    return `  ${code}: ${message}${place}`;
  });
  const more = errors.length > MOST_SHOWN ? [`  and ${errors.length - MOST_SHOWN} more`] : [];
  throw new MachineProblem([`${name}: AWS refuses this definition (${type}):`, ...lines, ...more].join('\n'));
}
