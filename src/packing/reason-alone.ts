/** Why a case can't share a machine, as far as the case itself tells; what only running it shows is found out by the reference. */
import type { Case } from '../case/case.ts';
import { parseJson } from '../json/parse.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  JsonNumber,
  valueAt,
  type JsonValue,
} from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import { machineLevel } from './machine-level.ts';
import { TAG_LENGTH } from './pack.ts';
import { stateNames } from './rename-states.ts';

/** Characters of a definition: more of them say that its size is what it is about. */
const LARGEST = 100_000;

/** Of a state's name (AWS-BEHAVIOUR 9.1.6). */
const LONGEST_NAME = 80;

/** Undefined where nothing speaks against it so far. */
export function reasonAlone(testCase: Case): string | undefined {
  const { machine, integrations } = testCase;
  const { definition } = machine;
  if (machine.start === 'TestState') return 'TestState takes no machine';
  if (!isJsonObject(definition)) return 'the definition is a text, and its spelling may matter';
  if (machineLevel(testCase) === undefined) return 'the machine has a field that could hold for other cases';
  if (Object.keys(integrations).length > 0) return 'it scripts an integration other than Lambda';
  if (writeJson(definition).length > LARGEST) return 'its definition is large';
  if (stateNames(definition).some((name) => Array.from(name).length + TAG_LENGTH > LONGEST_NAME))
    return 'a name of a state leaves no room for a tag';
  if (hasDistributedMap(definition))
    return "a distributed Map's run and its executions have names of their own";
  return isPlainInput(testCase) ? undefined : 'its input could be written anew on the way to its first state';
}

function hasDistributedMap(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(hasDistributedMap);
  if (!isJsonObject(value)) return false;
  if (valueAt(value, 'Mode') === 'DISTRIBUTED') return true;
  return Object.values(value).some(hasDistributedMap);
}

/**
 * Alone the first state gets the input as it was sent. A Choice passes its input on, and that AWS doesn't write it anew is known
 * of some inputs only: where that gives the same text there is nothing to be known.
 */
function isPlainInput({ input }: Case): boolean {
  const text = 'inputText' in input ? input.inputText : writeJson(input.input);
  const parsing = parseJson(text);
  return parsing.ok && writeJson(parsing.value) === text && isPlain(parsing.value);
}

function isPlain(value: JsonValue): boolean {
  if (isJsonNumber(value)) return isPlainNumber(value instanceof JsonNumber ? value.text : String(value));
  if (isJsonArray(value)) return value.every(isPlain);
  return !isJsonObject(value) || Object.values(value).every(isPlain);
}

/**
 * Integers, and decimals as a program that has read them writes them: `0.0` stays `0.0` whoever writes it anew (AWS-BEHAVIOUR
 * 3.2.11, recorded), `1.50` and `1e3` need not stay.
 */
const isPlainNumber = (text: string): boolean =>
  /^(?:0|-?[1-9]\d{0,14})$/.test(text) ||
  (/^-?(?:0|[1-9]\d{0,6})\.(?:0|\d{0,5}[1-9])$/.test(text) &&
    (text === '0.0' || Math.abs(Number(text)) >= 0.001));
