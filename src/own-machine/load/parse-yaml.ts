/** YAML as templates are written in it, the short forms of CloudFormation's functions included. */
import {
  isMap,
  parseDocument,
  Scalar,
  YAMLMap,
  type CollectionTag,
  type Document,
  type ScalarTag,
  type YAMLSeq,
} from 'yaml';
import { objectOf } from '../../json/key-order.ts';
import type { JsonValue } from '../../json/value.ts';
import { MachineProblem } from '../machine-problem.ts';

/** Functions that have a short form; `!Ref` and `!Condition` are the two without `Fn::`. */
const FUNCTIONS = (
  'And Base64 Cidr Equals FindInMap ForEach GetAtt GetAZs If ImportValue Join Length Not Or Select Split Sub ' +
  'ToJsonString Transform'
).split(' ');

const LONG_NAMES: ReadonlyMap<string, string> = new Map([
  ['Ref', 'Ref'],
  ['Condition', 'Condition'],
  ...FUNCTIONS.map((name) => [name, `Fn::${name}`] as const),
]);

/** `!Sub text` is `{"Fn::Sub": "text"}`; `!GetAtt A.Arn` is `{"Fn::GetAtt": ["A", "Arn"]}`. */
const TAGS: (ScalarTag | CollectionTag)[] = [...LONG_NAMES].flatMap(([short, long]) => [
  {
    tag: `!${short}`,
    resolve: (text: string) => ({ [long]: short === 'GetAtt' ? splitAttribute(text) : text }),
  },
  ...(['seq', 'map'] as const).map((collection): CollectionTag => ({
    tag: `!${short}`,
    collection,
    resolve: (node: YAMLMap | YAMLSeq) => {
      const map = new YAMLMap();
      map.set(new Scalar(long), node);
      return map;
    },
  })),
]);

function splitAttribute(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Aliases that a document may expand to; more is a document made to fill the memory. */
const MOST_ALIASES = 1000;

const OPTIONS = { customTags: TAGS, merge: true, prettyErrors: true } as const;

/**
 * A key that stands twice is a mistake in a machine. Templates that are deployed every day have such keys, of which SAM and
 * CloudFormation take the last.
 */
function readDocument(text: string): Document.Parsed {
  const document = parseDocument(text, OPTIONS);
  const onlyTwice = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  const isTemplate = isMap(document.contents) && document.contents.has('Resources');
  return document.errors.length > 0 && onlyTwice && isTemplate
    ? parseDocument(text, { ...OPTIONS, uniqueKeys: false })
    : document;
}

/** Throws a MachineProblem that names file, line and column. */
export function parseYaml(text: string, name: string): JsonValue {
  const document = readDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const [at] = problem.linePos ?? [];
    const place = at ? `${name}:${at.line}:${at.col}` : name;
    // The library shows the line and a caret below its first sentence.
    const [message = '', ...shown] = problem.message.split('\n');
    const excerpt = shown.filter((line) => line.trim() !== '').map((line) => `\n  ${line}`);
    throw new MachineProblem(
      `${place}: not YAML: ${message.replace(/ at line.*$/, '.').replace(/; please use.*$/, '.')}${excerpt.join('')}`,
    );
  }
  try {
    return jsonOf(document.toJS({ maxAliasCount: MOST_ALIASES }), [], name);
  } catch (error) {
    if (error instanceof MachineProblem) throw error;
    // Aliases are followed here only: one that leads into itself, or to too much.
    throw new MachineProblem(`${name}: not YAML that JSON could hold: ${(error as Error).message}`);
  }
}

/** What YAML has and JSON doesn't is refused: a value that holds itself, numbers that are none, dates. */
function jsonOf(value: unknown, around: readonly object[], name: string): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw new MachineProblem(`${name}: the number ${value} has no place in JSON.`);
  }
  if (typeof value !== 'object') throw new MachineProblem(`${name}: ${typeof value} has no place in JSON.`);
  if (around.includes(value))
    throw new MachineProblem(`${name}: a YAML alias leads into itself (an anchor inside of its own value).`);
  const inside = [...around, value];
  if (Array.isArray(value)) return value.map((item) => jsonOf(item, inside, name));
  return objectOf(Object.entries(value).map(([key, item]) => [key, jsonOf(item, inside, name)]));
}
