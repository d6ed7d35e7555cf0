/** A rule as text, for `npm run -s explain -- RULE`. */
import { distance } from 'fastest-levenshtein';
import type { Catalogue } from './catalogue.ts';
import { levelOf, type Evidence, type Rule } from './rule.ts';

/** The rule with its evidence and its cases; for an id that nobody knows, the nearest ones. */
export function explain(id: string, catalogue: Catalogue): string {
  const rule = catalogue.find(id);
  return rule === undefined ? unknown(id, catalogue) : explained(rule);
}

const explained = (rule: Rule): string =>
  [
    `${rule.id}: ${rule.title}`,
    '',
    rule.text,
    '',
    levelOf(rule) === 'proven'
      ? 'Level: proven.'
      : 'Level: inferred. A difference under this rule is a warning, never a failure.',
    'Evidence:',
    ...rule.evidence.map((evidence) => `- ${evidenceText(evidence)}`),
    ...(rule.cases.length === 0 ? [] : ['Directed cases:', ...rule.cases.map((name) => `- ${name}`)]),
  ].join('\n');

export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'recorded':
      return `recorded on AWS: ${evidence.recording}${noteText(evidence)}`;
    case 'measured':
      return `measured on AWS by others: ${evidence.source}${noteText(evidence)}`;
    case 'documented':
      return `documented: ${evidence.document}, ${evidence.section}${noteText(evidence)}`;
    case 'inferred':
      return `inferred: ${evidence.why}`;
  }
}

const noteText = ({ note }: { readonly note?: string }): string => (note === undefined ? '' : ` (${note})`);

function unknown(id: string, catalogue: Catalogue): string {
  const near = nearest(
    id,
    catalogue.rules.map((rule) => rule.id),
  );
  return [
    `The catalogue has no rule '${id}'.`,
    ...(near.length === 0 ? [] : ['The nearest ones are:', ...near.map((other) => `- ${other}`)]),
    'A rule is named subject.behaviour; its file is suites/rules/<subject>.json.',
  ].join('\n');
}

/** At most five ids, the nearest first: those that hold the text, then those that a few changes make equal. */
export function nearest(wanted: string, ids: readonly string[]): readonly string[] {
  const text = wanted.toLowerCase();
  return ids
    .map((id) => ({ id, slips: slipsBetween(text, id.toLowerCase()) }))
    .filter(({ slips }) => slips <= Math.max(3, text.length / 2))
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, 5)
    .map(({ id }) => id);
}

const slipsBetween = (text: string, id: string): number =>
  text !== '' && id.includes(text) ? 0 : Math.min(distance(text, id), distance(text, id.split('.')[1] ?? ''));
