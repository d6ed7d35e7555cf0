/** JSON or YAML, whichever a file holds, as one JSON value. */
import { extname } from 'node:path';
import { parseJson } from '../../json/parse.ts';
import type { JsonValue } from '../../json/value.ts';
import { MachineProblem } from '../machine-problem.ts';
import { parseYaml } from './parse-yaml.ts';

/** `name` is the file, or the place in it, as messages call it. */
export function parseText(text: string, name: string): JsonValue {
  return looksLikeJson(text, name) ? parseJsonText(text, name) : parseYaml(text, name);
}

const looksLikeJson = (text: string, name: string): boolean => {
  const extension = extname(name).toLowerCase();
  if (extension === '.yaml' || extension === '.yml') return false;
  return extension === '.json' || /^\s*[{[]/.test(text);
};

export function parseJsonText(text: string, name: string): JsonValue {
  const parsing = parseJson(text);
  if (parsing.ok) return parsing.value;
  const before = text.slice(0, parsing.offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  throw new MachineProblem(
    `${name}:${before.length}:${column}: not JSON: ${parsing.message}.${bareSubstitution(text)}`,
  );
}

/** `"Seconds": ${Delay}` is JSON only once a template has filled it in. */
function bareSubstitution(text: string): string {
  const bare = /:\s*(\$\{[\w.:-]+\})/.exec(text)?.[1];
  return bare === undefined
    ? ''
    : ` ${bare} stands outside of a string: give the template that fills it in (FILE#LogicalId).`;
}
