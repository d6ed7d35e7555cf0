/**
 * Values of which AWS fixes the kind but not the content: times, tokens, request ids, and what the kit itself chose.
 *
 * Source: AWS-BEHAVIOUR 10.2.2. The reference's own times lie in one known year and its tokens have a known start, so that
 * data of a case that merely looks like a time or a token is still compared.
 */
import { parseTimestamp } from '../asl/choice/timestamp.ts';

/** When every predicted execution starts: a moment that no case uses as data. */
export const PREDICTED_START = Date.UTC(2024, 5, 7, 8, 9, 10, 123);

const PREDICTED_END = PREDICTED_START + 366 * 24 * 3600 * 1000;

/** How every predicted task token starts. */
export const PREDICTED_TOKEN = 'predicted-task-token-';

const UUID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const UUID = new RegExp(`^${UUID_PATTERN}$`);
const TIME_PATTERN = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z';

/** Open pieces of a longer text: the id of a Map Run in its ARN (AWS-BEHAVIOUR 6.6.6), a token in an address, a time in a name. */
const PIECE = new RegExp(
  `${PREDICTED_TOKEN}${UUID_PATTERN}|${UUID_PATTERN}|${TIME_PATTERN}|(?<!\\d)\\d{13}(?!\\d)`,
  'g',
);

/** True where both texts are the same but for what is open. */
export function sameText(expected: string, observed: string): boolean {
  if (expected === observed) return true;
  if (expected.startsWith(PREDICTED_TOKEN)) return observed !== '' && !/\s/.test(observed);
  if (UUID.test(expected)) return UUID.test(observed);
  if (isPredictedTime(expected)) return parseTimestamp(observed) !== undefined;
  if (samePieces(expected, observed)) return true;
  return expected.includes('Request') && withoutRequestIds(expected) === withoutRequestIds(observed);
}

/** True where the texts are the same around what is open, and that is of its kind on both sides. */
function samePieces(expected: string, observed: string): boolean {
  let open = false;
  let [pattern, from] = ['', 0];
  for (const { 0: piece, index } of expected.matchAll(PIECE)) {
    const kind = kindOfPiece(piece);
    if (kind === undefined) continue;
    open = true;
    pattern += literal(expected.slice(from, index)) + kind;
    from = index + piece.length;
  }
  return open && new RegExp(`^${pattern}${literal(expected.slice(from))}$`).test(observed);
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** What may stand in its place; undefined where the piece is none of the reference's own. */
function kindOfPiece(piece: string): string | undefined {
  if (piece.startsWith(PREDICTED_TOKEN)) return '[^\\s"]+';
  if (UUID.test(piece)) return UUID_PATTERN;
  if (/^\d+$/.test(piece)) return isPredictedInstant(Number(piece)) ? '\\d{13}' : undefined;
  return isPredictedTime(piece) ? TIME_PATTERN : undefined;
}

/** `$millis()` of JSONata: milliseconds since 1970. */
export const isPredictedInstant = (time: number): boolean =>
  Number.isInteger(time) && time >= PREDICTED_START && time <= PREDICTED_END;

function isPredictedTime(text: string): boolean {
  const time = parseTimestamp(text)?.milliseconds;
  return time !== undefined && time >= PREDICTED_START && time <= PREDICTED_END;
}

/** Causes quote the id of the request that failed (1.2.22, 2.4). */
export const withoutRequestIds = (text: string): string =>
  text.replace(/\b(Request ?ID:? ?|RequestId: ?)[0-9a-zA-Z-]+/g, '$1…');
