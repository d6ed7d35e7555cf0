/** A place in what the world around a machine brings in: the input, what a state's call returns, how it fails. */

/** One step into a document: a field, every item of an array, the JSON that a text spells. */
export type PlaceStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'each' }
  | { readonly kind: 'spelled' };

/**
 * - `input`: the input of the execution
 * - `result`: what the function that a state calls returns
 * - `answer`: what SendTaskSuccess gives to a state that waits for its token
 * - `error`: `{Error, Cause}` of a state's failing call
 */
export interface Source {
  readonly kind: 'input' | 'result' | 'answer' | 'error';
  /** The state; empty for the input. */
  readonly state: string;
}

export interface Place {
  readonly source: Source;
  readonly steps: readonly PlaceStep[];
}

export const INPUT: Source = { kind: 'input', state: '' };

export const EACH: PlaceStep = { kind: 'each' };
export const SPELLED: PlaceStep = { kind: 'spelled' };
export const fieldStep = (name: string): PlaceStep => ({ kind: 'field', name });

export const sourceKey = ({ kind, state }: Source): string =>
  kind === 'input' ? kind : `${kind} of ${state}`;

/** Equal for equal places; the steps as one would write a path. */
export const placeKey = ({ source, steps }: Place): string => `${sourceKey(source)}: $${stepsText(steps)}`;

export const stepsText = (steps: readonly PlaceStep[]): string =>
  steps
    .map((step) => (step.kind === 'field' ? `.${step.name}` : step.kind === 'each' ? '[*]' : ' as JSON '))
    .join('');

/** Deeper places are of no use: a loop that nests its data would never come to an end. */
const DEEPEST = 12;

export const inside = (place: Place, step: PlaceStep): Place | undefined =>
  place.steps.length >= DEEPEST ? undefined : { source: place.source, steps: [...place.steps, step] };
