/** How deep documents may nest. */
import { isJsonObject, type JsonValue } from './value.ts';

/**
 * inferred: Jackson, whose messages AWS passes on (AWS-BEHAVIOUR 2.3.11), refuses documents that nest deeper since the version
 * in which it began to redact its sources.
 */
export const DEEPEST = 1000;

export const NESTING_MESSAGE = `Document nesting depth (${DEEPEST + 1}) exceeds the maximum allowed (${DEEPEST}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** True where the arrays and objects of a JSON text nest deeper than that. */
export function nestsTooDeep(text: string, deepest = DEEPEST): boolean {
  if (text.length <= deepest) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) {
      do {
        i = text.indexOf('"', i + 1);
        if (i < 0) return false;
      } while (isEscaped(text, i));
    } else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return false;
}

/** True behind an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** The same of a value; it may nest as deep as it likes. */
export function isTooDeep(value: JsonValue, deepest = DEEPEST): boolean {
  let level: readonly JsonValue[] = [value];
  for (let depth = 0; depth < deepest; depth++) {
    level = level.flatMap(childrenOf).filter(isContainer);
    if (level.length === 0) return false;
  }
  return true;
}

const isContainer = (value: JsonValue): boolean => Array.isArray(value) || isJsonObject(value);

const childrenOf = (value: JsonValue): readonly JsonValue[] =>
  Array.isArray(value) ? (value as readonly JsonValue[]) : isJsonObject(value) ? Object.values(value) : [];
