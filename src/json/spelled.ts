/** For JSON.stringify of anything that holds values of ours. */
import { JsonNumber } from './value.ts';

/** JSON.rawJSON writes a number's own spelling; every engine that the kit runs on has it. */
const { rawJSON } = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown };

/** A replacer that keeps the spelling of numbers. */
export const spelled = (_key: string, value: unknown): unknown =>
  value instanceof JsonNumber ? rawJSON(value.text) : value;
