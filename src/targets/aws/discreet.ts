/**
 * Keeps out of observations and messages what is nobody's business: the account's id, who is logged in there, access keys and
 * task tokens. What is compared of them is only that they are there.
 */
import type { Case } from '../../case/case.ts';
import { sightings } from '../../executors/aws-api/callbacks/sightings.ts';
import { tokenFields } from '../../executors/aws-api/callbacks/token-fields.ts';
import { definitionText } from '../../executors/case-text.ts';
import type { PackPlan } from '../../executors/packed/plan-packs.ts';
import type { Executor, ExecutorOutcome } from '../../executors/executor.ts';
import { ACCOUNT } from '../../executors/observed-names.ts';
import { parseJson } from '../../json/parse.ts';
import { JsonNumber } from '../../json/value.ts';

export function discreet(executor: Executor, account: string): Executor {
  const { packed } = executor;
  return {
    name: executor.name,
    execute: async (testCase, signal) =>
      discreetOutcome(await executor.execute(testCase, signal), testCase, account),
    ...(packed && { packed: (plan: PackPlan) => discreet(packed(plan), account) }),
    close: () => executor.close(),
  };
}

function discreetOutcome(outcome: ExecutorOutcome, testCase: Case, account: string): ExecutorOutcome {
  const hide = (text: string): string => hideIdentity(text, account);
  if (outcome.kind !== 'observed') return { ...outcome, reason: hide(outcome.reason) };
  const tokens = tokensOf(outcome, testCase);
  const hideAll = (text: string): string => hide(tokens.reduce(hideToken, text));
  return { ...outcome, observation: mapTexts(outcome.observation, hideAll) };
}

/** The account in ARNs and alone, and whoever is logged in. */
export function hideIdentity(text: string, account: string): string {
  return text
    .replaceAll(
      /\b(arn:[\w-]+:(?:sts|iam)::\d{12}:(?:assumed-role|user|federated-user))\/[\w+=,.@/-]+/g,
      '$1/…',
    )
    .replaceAll(new RegExp(`(?<!\\d)${account}(?!\\d)`, 'g'), ACCOUNT)
    .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, '$1…');
}

/** Of one length for all, so that sizes don't tell tokens apart. */
const hideToken = (text: string, token: string, index: number): string =>
  text.replaceAll(token, `task-token-${String(index + 1).padStart(3, '0')}`);

/** The tokens that the history shows, in the order in which they were handed out. */
function tokensOf(
  { observation }: ExecutorOutcome & { kind: 'observed' },
  testCase: Case,
): readonly string[] {
  const definition = parseJson(definitionText(testCase));
  if (observation.history === undefined || !definition.ok) return [];
  const seen = sightings(observation.history, tokenFields(definition.value));
  return [...new Set(seen.map(({ token }) => token))];
}

/** Every text of a value, however deep; its shape stays. */
function mapTexts<T>(value: T, map: (text: string) => string): T {
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, map)) as T;
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map)])) as T;
}
