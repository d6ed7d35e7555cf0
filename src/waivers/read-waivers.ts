/** Reads a file of waivers, strictly: a misspelt rule would let nothing pass, and nobody would know. */
import { expectObject, expectOnlyFields, expectText, mapItems, ShapeError } from '../case/shape.ts';
import type { JsonValue } from '../json/value.ts';
import { nearest } from '../rules/explain.ts';
import { dayOf, hasExpired, type Waiver } from './waiver.ts';

export interface WaiverRules {
  /** The ids of the catalogue. */
  readonly known: readonly string[];
  /** `2026-11-22`; undefined where it doesn't matter whether one has expired. */
  readonly today?: string;
}

/**
 * `{"waivers": [{"rule", "reason", "link", "expires"}, ...]}`. Throws a ShapeError that names the place, for a rule that the
 * catalogue doesn't have and for a waiver that has expired too.
 */
export function readWaivers(value: JsonValue, { known, today }: WaiverRules): readonly Waiver[] {
  const source = expectObject(value, '');
  expectOnlyFields(source, ['waivers'], 'the file');
  const waivers = mapItems(source['waivers'], 'waivers', readWaiver);
  const seen = new Map<string, number>();
  for (const [i, waiver] of waivers.entries()) {
    const place = `waivers[${i}]`;
    const before = seen.get(waiver.rule);
    if (before !== undefined)
      throw new ShapeError(
        `${place}.rule`,
        `a rule that no other waiver names (waivers[${before}] does)`,
        waiver.rule,
      );
    seen.set(waiver.rule, i);
    if (!known.includes(waiver.rule))
      throw new ShapeError(
        `${place}.rule`,
        `a rule of the catalogue${nearestOf(waiver.rule, known)}`,
        waiver.rule,
      );
    if (today !== undefined && hasExpired(waiver, today))
      throw new ShapeError(
        `${place}.expires`,
        `a day that isn't over (today is ${today}; remove the waiver, or decide again and move the day)`,
        waiver.expires,
      );
  }
  return waivers;
}

function nearestOf(rule: string, known: readonly string[]): string {
  const near = nearest(rule, known);
  return near.length === 0 ? '' : ` (the nearest ones are ${near.join(', ')})`;
}

function readWaiver(value: JsonValue, place: string): Waiver {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['rule', 'reason', 'link', 'expires'], place);
  const text = (field: string, fits: (text: string) => boolean, form: string): string => {
    const found = expectText(source[field], `${place}.${field}`);
    if (!fits(found)) throw new ShapeError(`${place}.${field}`, form, found);
    return found;
  };
  return {
    rule: expectText(source['rule'], `${place}.rule`),
    reason: text('reason', (found) => found.trim() !== '', 'a reason'),
    link: text('link', isWebAddress, 'the address of an issue or a page, with https://'),
    expires: text('expires', isDay, 'a day such as 2027-03-31'),
  };
}

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;
