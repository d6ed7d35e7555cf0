/** Reads the diagnostics out of InvalidDefinition's message: `CODE: message at /pointer`, joined by `, ` (AWS-BEHAVIOUR 8.1.6). */
import type { Diagnostic } from '../../case/observation.ts';

/** None where the target names no code. */
export function readDiagnostics(message: string): readonly Diagnostic[] {
  const list = /^Invalid State Machine Definition: '([^]*)'$/.exec(message)?.[1] ?? message;
  return list.split(/, (?=[A-Z][A-Z_]{5,}: )/).flatMap(readDiagnostic);
}

function readDiagnostic(text: string): readonly Diagnostic[] {
  // stepfunctions-local closes the quotes behind the code.
  const [, code, rest = ''] = /(?:^|')([A-Z][A-Z_]{5,})(?:: |', )([^]*)$/.exec(text) ?? [];
  if (code === undefined) return [];
  const [, message = rest, location] = JACKSON.exec(rest) ?? AT_POINTER.exec(rest) ?? [];
  return [{ severity: 'ERROR', code, message, ...(location !== undefined && { location }) }];
}

const AT_POINTER = /^([^]*?) at (\/[^\n]*)$/;

/** Jackson's message has the place in it as well. */
const JACKSON = /^([^]*?\n at (\[Source: [^]*\])) at \2$/;
