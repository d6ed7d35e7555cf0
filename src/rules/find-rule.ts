/** Which rule explains a difference. */
import type { Difference, Facet } from '../compare/difference.ts';
import { aspectOf, type Aspect } from './aspect.ts';
import type { Catalogue } from './catalogue.ts';
import { subjectsOf } from './difference-subject.ts';
import type { Rule } from './rule.ts';

/** The rules that stand for a facet as a whole, for differences that nothing else explains. */
const FALLBACK: Readonly<Record<Facet, string>> = {
  status: 'outcome.status',
  output: 'outcome.output',
  error: 'outcome.error',
  cause: 'outcome.cause',
  invocations: 'outcome.invocations',
  history: 'history.events',
  callback: 'callback.api-answer',
  api: 'api.answer',
  timing: 'timing.lower-bounds',
};

/** The ids of the rules that may explain any difference of a facet. */
export const FALLBACK_RULES: readonly string[] = Object.values(FALLBACK);

/**
 * The rule that a difference is put down to: the most specific one that covers its place, carried out or not; else the most
 * specific one that the case carried out and that decides differences of its kind, of equals the one that was carried out
 * last; else the one that stands for its facet. Equal differences always have equal rules.
 *
 * `carriedOut` are the ids that the reference noted, in their order, the one of the failure that ended it last; an id that the
 * catalogue lacks is passed over. `beside` are the other differences of the case.
 */
export function attribute(
  difference: Difference,
  carriedOut: readonly string[],
  catalogue: Catalogue,
  beside: readonly Difference[] = [],
): Rule {
  const subjects = subjectsOf(difference, beside);
  const happened = tellsWhatHappened(difference, beside);
  const covering = catalogue.rules.filter(
    (rule) =>
      rule.covers.some((pattern) => subjects.some((subject) => pattern.test(subject))) &&
      !(happened && isAboutTelling(rule)),
  );
  const aspect = aspectOf(difference);
  const carrying = carriedOut.flatMap((id) => {
    const rule = catalogue.find(id);
    return rule !== undefined && hasSay(rule, aspect) ? [rule] : [];
  });
  const possible = aspect === 'calls' ? withEndings(carrying, carriedOut, catalogue) : carrying;
  const deciding = ofEvaluations(difference, ofCalls(difference, possible), catalogue);
  return (
    mostSpecific(carriedOutFirst(covering, carriedOut), carriedOut) ??
    ownFailure(difference, deciding) ??
    mostSpecific(deciding, carriedOut) ??
    fallback(difference.facet, catalogue)
  );
}

const hasSay = ({ decides }: Rule, aspect: Aspect): boolean =>
  decides.includes(aspect) || (aspect === 'wording' && decides.includes('ending'));

/** A call that isn't made, or made too often, for which no rule of calls is to blame, comes from what went on before it. */
function withEndings(
  deciding: readonly Rule[],
  carriedOut: readonly string[],
  catalogue: Catalogue,
): readonly Rule[] {
  if (deciding.some(({ specificity }) => specificity > GENERAL)) return deciding;
  const ending = carriedOut
    .flatMap((id) => catalogue.find(id) ?? [])
    .filter((rule) => hasSay(rule, 'ending'));
  return [...deciding, ...ending];
}

/** Rules that say of every call that it is made. */
const GENERAL = 3;

/** Where both sides fail and say something else, the failure itself is what differs: its rule was carried out last. */
function ownFailure({ facet, expected, observed }: Difference, deciding: readonly Rule[]): Rule | undefined {
  const bothFail =
    (facet === 'error' || facet === 'cause') && expected !== undefined && observed !== undefined;
  return bothFail ? deciding.at(-1) : undefined;
}

/** Facets that show what happened, and not how AWS tells of it. */
const HAPPENED: ReadonlySet<Facet> = new Set(['status', 'output', 'error', 'invocations']);

/**
 * True where other events, or other data in them, come with another course of things: then the history is right to differ, and
 * a rule about how AWS tells of things isn't the one that was broken.
 */
function tellsWhatHappened(difference: Difference, beside: readonly Difference[]): boolean {
  const { facet, place, expected, observed } = difference;
  if (facet !== 'history' || expected === undefined || observed === undefined) return false;
  return (
    (place.includes(', not ') || aspectOf(difference) === 'data') &&
    beside.some((other) => HAPPENED.has(other.facet))
  );
}

const isAboutTelling = ({ covers, decides }: Rule): boolean =>
  decides.length === 0 && covers.every(({ source }) => source.startsWith('^history '));

/** How a call ended, and with what, is decided where it was called, and not by what the machine makes of it. */
function ofCalls({ facet, place }: Difference, deciding: readonly Rule[]): readonly Rule[] {
  if (
    facet !== 'history' ||
    !/^(?:Task|LambdaFunction)(?:Succeeded|Failed|TimedOut)(?:, not |\.)/.test(place)
  )
    return deciding;
  const calling = deciding.filter(({ id }) => /^(?:lambda|callback|task|data-limit|integration)\./.test(id));
  return calling.length > 0 ? calling : deciding;
}

/** Rules of what is read and computed, and not of what is made of it. */
const EVALUATION = /^(?:path|context|intrinsic|template|jsonata|variables|numeric-path)\./;

/**
 * A target that fails where AWS goes on could not read or compute something; what it would have made of that it never came to.
 * Of a definition that it refuses it has run nothing: how AWS fails in it is not what it refuses.
 */
function ofEvaluations(
  { place, expected, observed }: Difference,
  deciding: readonly Rule[],
  catalogue: Catalogue,
): readonly Rule[] {
  if (observed === 'INVALID_DEFINITION' && expected !== observed) {
    const formed = deciding.filter(({ id, decides }) => EVALUATION.test(id) && decides.includes('data'));
    const special = formed.filter(({ specificity }) => specificity > USUAL);
    return special.length > 0 ? special : [catalogue.find('validation.accepted') ?? deciding].flat();
  }
  if (!/^\w+StateExited, not ExecutionFailed$/.test(place)) return deciding;
  const evaluating = deciding.filter(({ id }) => EVALUATION.test(id));
  return evaluating.length > 0 ? evaluating : deciding;
}

/** Rules of forms that nearly every definition has. */
const USUAL = 5;

function mostSpecific(rules: readonly Rule[], carriedOut: readonly string[]): Rule | undefined {
  const rank = ({ id, specificity }: Rule): number =>
    specificity + (carriedOut.lastIndexOf(id) + 1) / (carriedOut.length + 1);
  return rules.reduce<Rule | undefined>(
    (best, rule) => (best === undefined || rank(rule) > rank(best) ? rule : best),
    undefined,
  );
}

/** Of rules that the reference notes those that it did carry out, where there are any. */
function carriedOutFirst(rules: readonly Rule[], carriedOut: readonly string[]): readonly Rule[] {
  const wasCarriedOut = ({ id }: Rule): boolean => carriedOut.includes(id);
  return rules.some(wasCarriedOut)
    ? rules.filter((rule) => rule.decides.length === 0 || wasCarriedOut(rule))
    : rules;
}

function fallback(facet: Facet, catalogue: Catalogue): Rule {
  const rule = catalogue.find(FALLBACK[facet]);
  if (rule === undefined) throw new Error(`the catalogue lacks the rule '${FALLBACK[facet]}'`);
  return rule;
}
