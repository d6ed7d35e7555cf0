/** Which rules of the catalogue the reference carries out in a case, and when: between which events of its history. */
import type { Case } from '../../case/case.ts';
import { predict } from './predict.ts';

export interface NotedRule {
  readonly rule: string;
  /** How many events had been written: it lies between the event of that id and the next one. */
  readonly events: number;
}

export interface NotedRules {
  /** In the order in which they were carried out, each as often as it was. */
  readonly rules: readonly NotedRule[];
  /** Events of the whole history. */
  readonly events: number;
}

/** None of a single state under TestState: it has no history. */
export async function notedRules(testCase: Case): Promise<NotedRules> {
  const rules: NotedRule[] = [];
  const prediction = await predict(testCase, 'in order', {
    entered: () => {},
    took: () => {},
    noted: (rule, events) => rules.push({ rule, events }),
  });
  const history = 'history' in prediction ? prediction.history : undefined;
  return { rules, events: history?.length ?? 0 };
}
