/**
 * The qualifier under which a function was called, where it only knows its version: the one qualifier that leads to this
 * version and that the case mentions. Where several do, the version stands.
 */
import type { AliasTarget, Case } from '../../case/case.ts';
import type { Invocation } from '../../case/observation.ts';
import { definitionText, inputText } from '../case-text.ts';

export function askedQualifier(
  { function: name, qualifier }: Invocation,
  testCase: Case,
): Invocation['qualifier'] {
  const version = qualifier ?? '$LATEST';
  const aliases = Object.entries(testCase.functions[name]?.aliases ?? {})
    .filter(([, target]) => mayLeadTo(target, version))
    .map(([alias]) => alias);
  const text = definitionText(testCase) + inputText(testCase);
  const mentioned = [...aliases, version].filter(
    (one) => text.includes(`:${one}"`) || text.includes(`"${one}"`),
  );
  const [only = qualifier] = mentioned;
  return mentioned.length > 1 ? qualifier : only;
}

const mayLeadTo = (target: AliasTarget, version: string): boolean => {
  if (typeof target === 'string') return target === version;
  return 'weights' in target ? Object.hasOwn(target.weights, version) : target.includes(version);
};
