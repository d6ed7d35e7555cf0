/** What the paths of a visited state can see. */
import type { Scope } from '../asl/path/scope.ts';
import type { Random } from '../asl/random.ts';
import type { JsonDocument } from '../json/document.ts';
import type { JsonValue } from '../json/value.ts';
import { contextField, contextObject, contextPart } from './context-object.ts';
import type { Place } from './place.ts';
import type { Visit } from './visit.ts';

export class VisitScope implements Scope {
  readonly input: JsonDocument;
  readonly #visit: Visit;
  readonly #place: Place;

  constructor(visit: Visit, input: JsonDocument, place: Place) {
    this.#visit = visit;
    this.input = input;
    this.#place = place;
  }

  get random(): Random {
    return this.#visit.branch.owner.start.random;
  }

  context(part?: string): JsonValue | undefined {
    return part === undefined
      ? contextObject(this.#visit, this.#place)
      : contextPart(this.#visit, this.#place, part);
  }

  contextField(part: string, field: string): JsonValue | undefined {
    return contextField(this.#visit, part, field);
  }

  variable(name: string): JsonValue | undefined {
    return this.#visit.branch.variables.get(name);
  }

  note(rules: string | readonly string[]): void {
    this.#visit.note(rules);
  }
}
