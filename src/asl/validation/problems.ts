/** Where validation gathers what it finds, each at its place. */
import type { Diagnostic } from '../../case/observation.ts';

export class Problems {
  readonly found: Diagnostic[] = [];

  /** `location` is a pointer such as `/States/Ask/Choices[0]`; undefined where AWS gives none. */
  add(message: string, location: string | undefined, code = 'SCHEMA_VALIDATION_FAILED'): void {
    this.found.push({ severity: 'ERROR', code, message, ...(location !== undefined && { location }) });
  }
}
