/** A file of waivers from its text; what is wrong is said with the file and the place. */
import { ShapeError } from '../case/shape.ts';
import { parseJson } from '../json/parse.ts';
import { readWaivers, type WaiverRules } from './read-waivers.ts';
import type { Waiver } from './waiver.ts';

export type WaiversParsing =
  | { readonly ok: true; readonly waivers: readonly Waiver[] }
  | { readonly ok: false; readonly problem: string };

export function parseWaivers(text: string, file: string, rules: WaiverRules): WaiversParsing {
  const parsing = parseJson(text);
  if (!parsing.ok) {
    const line = text.slice(0, parsing.offset).split('\n').length;
    return { ok: false, problem: `${file}:${line}: not JSON: ${parsing.message}.` };
  }
  try {
    return { ok: true, waivers: readWaivers(parsing.value, rules) };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { ok: false, problem: `${file}: ${error.message}.` };
  }
}
