/**
 * Items of a CSV file: every value a string, untrimmed; short rows are filled with `""`, extra cells dropped; columns come out
 * in HashMap order (RECORDED 4, 88).
 */
import { parse } from 'csv-parse/sync';
import { hashMapOrder } from '../../asl/java/hash-map-order.ts';
import type { ItemReader } from '../../asl/state/state.ts';
import { objectOf } from '../../json/key-order.ts';
import type { ReadItems } from './item-reader.ts';

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  SPACE: ' ',
  TAB: '\t',
};

export function csvItems(
  content: string,
  { csvHeaderLocation, csvHeaders, csvDelimiter }: ItemReader,
): ReadItems {
  const rows: readonly (readonly string[])[] = parse(content, {
    delimiter: DELIMITERS[csvDelimiter ?? 'COMMA'] ?? ',',
    relax_column_count: true,
    relax_quotes: true,
  });
  const given = csvHeaderLocation === 'GIVEN';
  const headers = given ? (csvHeaders ?? []) : (rows[0] ?? []);
  if (new Set(headers).size < headers.length)
    return { ok: false, cause: 'CSV headers cannot contain duplicates.' };
  const order = hashMapOrder(headers);
  const items = rows.slice(given ? 0 : 1).map((row) => ({
    value: objectOf(order.map((header) => [header, row[headers.indexOf(header)] ?? ''])),
  }));
  return { ok: true, items };
}
