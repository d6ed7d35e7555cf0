/** How a target fares with the rules that directed cases show. */
import type { VerdictKind } from '../compare/verdict.ts';
import type { RuleResults } from './certificate.ts';

export class RuleTally {
  readonly #worst = new Map<string, 'held' | 'unjudged' | 'broken'>();

  add(rules: readonly string[], verdict: VerdictKind): void {
    const result = verdict === 'conforms' ? 'held' : verdict === 'diverges' ? 'broken' : 'unjudged';
    for (const rule of rules) {
      const before = this.#worst.get(rule);
      if (before === undefined || before === 'held' || result === 'broken') this.#worst.set(rule, result);
    }
  }

  get results(): RuleResults {
    const named = (wanted: string): readonly string[] =>
      [...this.#worst].flatMap(([rule, result]) => (result === wanted ? [rule] : [])).toSorted();
    return {
      listed: this.#worst.size,
      held: named('held').length,
      broken: named('broken'),
      unjudged: named('unjudged'),
    };
  }
}
