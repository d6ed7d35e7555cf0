/** The functions that AWS adds to JSONata and the ones it takes away (AWS-BEHAVIOUR 7.3, 7.2.18). */
import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import { parseJson } from '../../json/parse.ts';
import { HASH_ALGORITHMS } from '../intrinsic/functions/hash.ts';
import { seededRandom } from '../random.ts';
import { distinct, sort } from './collection-functions.ts';
import { evaluationOf, type EngineFocus } from './evaluation.ts';
import type { Engine } from './expression.ts';
import { tooLarge } from './limits.ts';
import { OWN_FIELD, ownField } from './own-fields.ts';
import { toEngine } from './values.ts';

/** Items that `$range` may give: the next one exceeds the memory (7.2.17). */
const LONGEST_RANGE = 360_145;

/** Registers them once on a parsed expression; what belongs to one evaluation comes with its bindings. */
export function registerFunctions(engine: Engine): void {
  engine.registerFunction('partition', partition, '<an?:a<a>>');
  engine.registerFunction('range', range, '<nnn:a<n>>');
  engine.registerFunction('hash', hash, '<ss:s>');
  engine.registerFunction('random', random, '<n?:n>');
  engine.registerFunction('uuid', uuid, '<:s>');
  engine.registerFunction('parse', parse, '<s:j>');
  engine.registerFunction('lookup', lookup, '<x-s:x>');
  engine.registerFunction(OWN_FIELD, fieldOfContext);
  engine.registerFunction('millis', millis, '<:n>');
  engine.registerFunction('now', formattedNow, '<s?s?:s>');
  engine.registerFunction('sort', sort, '<af?:a>');
  engine.registerFunction('distinct', distinct, '<x:x>');
  // A name without a value can't be called: T1006, as AWS answers (7.2.18).
  engine.assign('eval', undefined);
}

function random(this: EngineFocus, seed?: number): number {
  return (seed === undefined ? evaluationOf(this.environment).random : seededRandom(String(seed))).next();
}

function uuid(this: EngineFocus): string {
  return evaluationOf(this.environment).random.uuid();
}

function millis(this: EngineFocus): number {
  return evaluationOf(this.environment).now;
}

function lookup(input: unknown, name: string): unknown {
  return ownField(input, name);
}

function fieldOfContext(this: EngineFocus, name: string): unknown {
  return ownField(this.input, name);
}

async function formattedNow(this: EngineFocus, picture?: string, zone?: string): Promise<unknown> {
  const at = evaluationOf(this.environment).now;
  return FROM_MILLIS.evaluate(undefined, { at, picture, zone });
}

/** Patterns of all expressions are the engine's last option (see expression.ts). */
const FROM_MILLIS = jsonata('$fromMillis($at, $picture, $zone)');

const problem = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/** `$partition(array, n)`: chunks; n is cut to a whole number and must be positive; without n one chunk (7.3.1). */
function partition(items: readonly unknown[], size?: number): readonly (readonly unknown[])[] {
  if (size === undefined) return [[...items]];
  const length = Math.trunc(size);
  if (length < 1)
    throw problem('D3137', 'The second argument of the partition function must be a positive number');
  return Array.from({ length: Math.ceil(items.length / length) }, (_, i) =>
    items.slice(i * length, (i + 1) * length),
  );
}

/** `$range(start, end, step)`: the end included; fractions are cut; a step of 0 fails (7.3.2). One item is not an array (7.2.12). */
function range(start: number, end: number, step: number): number | readonly number[] {
  const [from, to, by] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)];
  if (by === 0) throw problem('D3137', 'The third argument of the range function must not be zero');
  const length = Math.max(0, Math.floor((to - from) / by) + 1);
  if (length > LONGEST_RANGE) tooLarge();
  if (length === 1) return from;
  return Array.from({ length }, (_, i) => from + i * by);
}

function hash(text: string, name: string): string {
  const algorithm = HASH_ALGORITHMS.get(name);
  if (algorithm === undefined) throw problem('D3137', `Unsupported hash algorithm: ${name}`);
  return createHash(algorithm).update(text, 'utf8').digest('hex');
}

function parse(text: string): unknown {
  const parsing = parseJson(text);
  if (!parsing.ok)
    throw problem('D3137', `The argument of the parse function is not valid JSON: ${parsing.message}`);
  return toEngine(parsing.value);
}
