/** Expected and observed of a finding as texts, cut where they are long. */
import type { Observation } from '../case/observation.ts';
import { writeJson } from '../json/write.ts';
import type { JsonValue } from '../json/value.ts';
import type { Finding } from '../run/finding.ts';
import { oneLine, shortLine } from './printable.ts';

export interface Side {
  readonly label: string;
  readonly expected: string;
  readonly observed: string;
}

/** The difference itself first, then how both executions ended. Nothing in it is longer than a line. */
export function sidesOf({ difference, expected, observed }: Finding): readonly Side[] {
  const main: Side = { label: placeText(difference), ...bothShown(difference) };
  return [main, { label: 'ended', expected: ending(expected), observed: ending(observed) }];
}

/** `status`, or `history at TaskFailed.cause`. */
export const placeText = ({ facet, place }: Finding['difference']): string =>
  place === facet ? facet : `${facet} at ${oneLine(place)}`;

/** Both sides of a difference. Two texts stand as they are: quoted and escaped, JSON within them couldn't be read. */
export function bothShown(
  { expected, observed }: Pick<Finding['difference'], 'expected' | 'observed'>,
  longest?: number,
): Pick<Side, 'expected' | 'observed'> {
  return isPlainText(expected) && isPlainText(observed)
    ? { expected: shortLine(expected, longest), observed: shortLine(observed, longest) }
    : { expected: shown(expected, longest), observed: shown(observed, longest) };
}

/** Without quotes nothing at all could be seen of it, or of the spaces around it. */
const isPlainText = (value: JsonValue | undefined): value is string =>
  typeof value === 'string' && value !== '' && value.trim() === value;

const shown = (value: JsonValue | undefined, longest?: number): string =>
  value === undefined ? '(absent)' : shortLine(writeJson(value), longest);

/** The status, and what came with it. */
function ending({ status, output, error, cause, diagnostics }: Observation): string {
  const parts: string[] = [status];
  if (output !== undefined) parts.push(`output ${shortLine(output)}`);
  if (error !== undefined) parts.push(`error ${shortLine(error)}`);
  if (cause !== undefined) parts.push(`cause ${shortLine(cause)}`);
  if (diagnostics && diagnostics.length > 0) {
    parts.push(shortLine(diagnostics.map(({ message }) => message).join('; ')));
  }
  return parts.join(', ');
}
