/**
 * A regular expression that gives up: some patterns take longer than the universe on a text of fifty signs. AWS allows an
 * expression one second (AWS-BEHAVIOUR 7.2.15). Steps of the engine are counted instead (see limits.ts), but those inside of a
 * match can't be, so that this is the one place where an evaluation asks the clock.
 */
import { createContext, Script } from 'node:vm';
import { EvaluationLimit, TIMEOUT_MESSAGE } from './limits.ts';

/** Milliseconds for one match. */
const LONGEST_MATCH = 1000;

const context: { run?: () => RegExpExecArray | null } = {};
createContext(context);
const script = new Script('run()');

/** What the engine makes of every pattern of an expression. */
export class BoundedRegularExpression extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    return mayRunAway(this.source, text.length) ? boundedExec(() => super.exec(text)) : super.exec(text);
  }
}

function boundedExec(match: () => RegExpExecArray | null): RegExpExecArray | null {
  context.run = match;
  try {
    return script.runInContext(context, { timeout: LONGEST_MATCH }) as RegExpExecArray | null;
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new EvaluationLimit(TIMEOUT_MESSAGE);
    throw error;
  }
}

/** Characters of a text of which a match may take the square without anybody noticing. */
const SHORT = 10_000;

/**
 * False for patterns that take a time in proportion to the text, or to its square where the text is short: watching them would
 * cost more than they do.
 */
export function mayRunAway(source: string, length = 0): boolean {
  const quantifiers = source.match(/[*+?{]/g)?.length ?? 0;
  return quantifiers > 1 || (quantifiers > 0 && length > SHORT) || /\)[*+{]|\\\d/.test(source);
}
