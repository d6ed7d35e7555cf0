/** The example report as a hostile target, rule or user would have it: every free text carries an attack. */
import type { Report } from './report.ts';
import { EXAMPLE_REPORT } from './example-report.ts';

/** Fields of closed sets, which the kit itself fills in. */
const CLOSED = new Set(['level', 'facet', 'facets', 'status', 'verdict', 'invocationType', 'type', 'Type']);

/** Objects whose keys are free texts. */
const FREE_KEYS = new Set(['States', 'features', 'rules', 'functions']);

/** Equal texts stay equal, so that names still lead to their states; the attack follows the text. */
export function hostileReport(attack: string): Report {
  const report = attacked(EXAMPLE_REPORT, '', attack) as Report;
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      observed: {
        ...finding.observed,
        history: [
          ...(finding.observed.history ?? []),
          {
            timestamp: 1,
            id: 99,
            previousEventId: 1,
            type: `Odd${attack}`,
            oddEventDetails: { [attack]: attack },
          },
        ],
      },
    })),
  };
}

function attacked(value: unknown, key: string, attack: string): unknown {
  if (CLOSED.has(key)) return value;
  if (typeof value === 'string') return value + attack;
  if (Array.isArray(value)) return value.map((item) => attacked(item, '', attack));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      FREE_KEYS.has(key) ? name + attack : name,
      attacked(item, name, attack),
    ]),
  );
}
