/** What kind of thing a difference is about; a rule that a case carried out decides some of them and not others. */
import type { Difference } from '../compare/difference.ts';

/**
 * - `data`: what values are: outputs, inputs, payloads, variables
 * - `ending`: how a state or an execution ends, and where it leads: status, error, transitions
 * - `wording`: how a cause is put; what decides an ending decides that too
 * - `calls`: which functions are called, and how often
 * - `answers`: how the API answers to task tokens
 * - `refusal`: why a definition is refused
 * - `times`: when things happen
 */
export const ASPECTS = ['data', 'ending', 'wording', 'calls', 'answers', 'refusal', 'times'] as const;

export type Aspect = (typeof ASPECTS)[number];

export function aspectOf({ facet, place }: Pick<Difference, 'facet' | 'place'>): Aspect {
  switch (facet) {
    case 'output':
      return 'data';
    case 'invocations':
      return place.startsWith('invocation.payload') ? 'data' : 'calls';
    case 'callback':
      return 'answers';
    case 'api':
      if (place.startsWith('inspectionData.')) return 'data';
      return place.startsWith('nextState') ? 'ending' : 'refusal';
    case 'timing':
      return 'times';
    case 'history':
      if (place.endsWith('.cause')) return 'wording';
      return /\.(?:input|output|parameters|assignedVariables)$/.test(place) ? 'data' : 'ending';
    case 'cause':
      return 'wording';
    case 'status':
    case 'error':
      return 'ending';
  }
}
