/** What is wrong with the members of a request, in the words of AWS's own framework (RECORDED 105; ERRORS.md, ValidationException). */
import { Refusal } from './refusal.ts';

export class Findings {
  readonly #constraints: string[] = [];
  #serialization: string | undefined;

  /** A value of another JSON type: the request can't even be read. The wording is inferred. */
  wrongType(found: unknown, expected: string): void {
    this.#serialization ??= `${tokenOf(found)} can not be converted to ${expected}`;
  }

  /** `shown` is how the value is quoted; nothing for members that may hold secrets. */
  constraint(place: string, shown: string | undefined, requirement: string): void {
    const value = shown === undefined ? 'Value' : `Value ${shown}`;
    this.#constraints.push(`${value} at '${place}' failed to satisfy constraint: Member must ${requirement}`);
  }

  get refusal(): Refusal | undefined {
    if (this.#serialization !== undefined)
      return new Refusal('SerializationException', this.#serialization, 'protocol');
    const count = this.#constraints.length;
    if (count === 0) return undefined;
    const errors = count === 1 ? 'error' : 'errors';
    return new Refusal(
      'ValidationException',
      `${count} validation ${errors} detected: ${this.#constraints.join('; ')}`,
      'validation',
    );
  }
}

/** Jackson's names of tokens. */
function tokenOf(value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY';
  switch (typeof value) {
    case 'string':
      return 'STRING_VALUE';
    case 'number':
      return 'NUMBER_VALUE';
    case 'boolean':
      return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
    default:
      return 'START_OBJECT';
  }
}
