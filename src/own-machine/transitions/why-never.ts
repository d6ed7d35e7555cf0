/**
 * Transitions that nothing can take, as far as the definition itself shows it: rules that others stand before, handlers of errors
 * that nothing raises, and what only they lead to.
 */
import type { Draw } from '../../../generators/draw/draw.ts';
import type { ChoiceState, State } from '../../asl/state/state.ts';
import { solve, type Wish } from '../choice/solve.ts';
import { atomsOf, type Formula } from '../choice/formula.ts';
import { isConstant } from '../origins/origin.ts';
import { formulasOf, wishesFor } from '../search/solve-rule.ts';
import type { Subject } from '../search/subject.ts';
import { innerFlows } from '../states-in.ts';
import type { Transition } from './transition.ts';
import { whyNotCaught, whyNotRetried, type Never } from './raised-errors.ts';

/** Reasons by the transition's id; none for what may be taken. */
export function whyNever(subject: Subject, draw: Draw): ReadonlyMap<string, Never> {
  const reasons = new Map<string, Never>();
  for (const transition of subject.transitions) {
    const reason = ownReason(transition, subject, draw);
    if (reason !== undefined) reasons.set(transition.id, reason);
  }
  // What is never come to takes nothing either, and so on.
  for (;;) {
    const reached = reachedStates(subject, reasons);
    const more = subject.transitions.filter(
      ({ id, state, way }) =>
        !reasons.has(id) &&
        (!reached.has(state) ||
          (way.kind !== 'catch' &&
            way.kind !== 'retry' &&
            neverEnds(subject.states.get(state), subject, reasons))),
    );
    if (more.length === 0) return reasons;
    for (const { id, state } of more) {
      const beyond = leadingTo(state, subject).some((one) => reasons.get(one.id)?.beyond);
      reasons.set(id, {
        reason: reached.has(state)
          ? 'not every branch inside of it comes to an end'
          : `nothing that can be taken leads to '${state}'`,
        ...(beyond && { beyond: true }),
      });
    }
  }
}

const leadingTo = (state: string, { transitions }: Subject): readonly Transition[] =>
  transitions.filter(({ to }) => to === state);

function ownReason({ state: name, way }: Transition, subject: Subject, draw: Draw): Never | undefined {
  const state = subject.states.get(name);
  if (state === undefined) return undefined;
  switch (way.kind) {
    case 'rule':
    case 'default':
      return state.type === 'Choice'
        ? whyNotChosen(state, way.kind === 'rule' ? way.index : undefined, subject, draw)
        : undefined;
    case 'retry':
      return 'retry' in state ? whyNotRetried(state, way.index) : undefined;
    case 'catch':
      return 'catch' in state ? whyNotCaught(state, way.index) : undefined;
    default:
      return undefined;
  }
}

function whyNotChosen(
  state: ChoiceState,
  rule: number | undefined,
  subject: Subject,
  draw: Draw,
): Never | undefined {
  // Only where all is known that data may be.
  if (!subject.analysis.settled) return undefined;
  const formulas = formulasOf(state, subject);
  const impossible = (wishes: readonly Wish[]): boolean => solve(wishes, draw, () => []).kind === 'none';
  if (!impossible(wishesFor(formulas, rule))) return undefined;
  const own = rule === undefined ? undefined : formulas[rule];
  if (own === undefined) return { reason: 'one of the rules always holds' };
  if (impossible([{ formula: own, holds: true }]))
    return { reason: constantReason(own) ?? 'nothing makes its condition hold' };
  const before = formulas.findIndex(
    (formula, i) =>
      i < (rule ?? 0) &&
      impossible([
        { formula: own, holds: true },
        { formula, holds: false },
      ]),
  );
  const others = before < 0 ? 'the rules before it take' : `rule ${before + 1} takes`;
  return { reason: `${others} all that it would` };
}

/** What is read may be written into the machine itself. */
function constantReason(formula: Formula): string | undefined {
  const readings = [...atomsOf(formula)].flatMap((atom) => atom.readings);
  const fixed = readings.find(({ origin }) => isConstant(origin));
  if (fixed === undefined) return undefined;
  const values = fixed.origin.constants.map((value) => JSON.stringify(value));
  return values.length === 0
    ? `nothing is ever put at ${fixed.key}`
    : `${fixed.key} is always ${values.join(' or ')}`;
}

/** A container whose inside never ends well is never left by its Next. */
function neverEnds(state: State | undefined, subject: Subject, reasons: ReadonlyMap<string, Never>): boolean {
  // A Map without items comes to its end whatever is inside of it.
  if (state?.type !== 'Parallel') return false;
  return state.branches.some((branch) => {
    const names = new Set(branch.states.keys());
    return !subject.transitions.some(
      ({ id, state: name, way }) => names.has(name) && way.kind === 'end' && !reasons.has(id),
    );
  });
}

/** The states that transitions lead to, from the start of the machine, but by those that nothing takes. */
function reachedStates(subject: Subject, reasons: ReadonlyMap<string, Never>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [subject.machine.startAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = subject.states.get(name);
    if (reached.has(name) || state === undefined) continue;
    reached.add(name);
    waiting.push(...innerFlows(state).map(({ startAt }) => startAt));
    for (const { id, to } of subject.transitions.filter((one) => one.state === name))
      if (to !== undefined && !reasons.has(id)) waiting.push(to);
    // States that the kit put in lead on by their Next.
    if (subject.prepared.added.has(name) && state.next !== undefined) waiting.push(state.next);
  }
  return reached;
}
