/** What a call returned, as a document. */
import { JsonDocument } from '../../json/document.ts';
import { DEEPEST, NESTING_MESSAGE } from '../../json/nesting.ts';
import { parseJson } from '../../json/parse.ts';
import { declined, done, type Step } from '../outcome.ts';

/**
 * Declined where it is no JSON, or nests too deep to be read: what AWS makes of either isn't known. A text that `isJson` and
 * is too short to nest too deep is read when somebody asks for its value.
 */
export function returnedDocument(text: string, from: string, isJson = false): Step<JsonDocument> {
  if (isJson && text.length <= DEEPEST) return done(JsonDocument.ofText(text));
  const parsing = parseJson(text);
  if (parsing.ok) return done(JsonDocument.of(text, parsing.value));
  const what = parsing.message === NESTING_MESSAGE ? 'a document that nests too deep' : 'what is no JSON';
  return declined(`${from} returned ${what}`);
}
