/** What came of an API case on a target. */
import { expectObject, expectOneOf, expectText, mapItems } from '../../case/shape.ts';
import { hasKey, type JsonObject, type JsonValue } from '../../json/value.ts';

export type ApiOutcome =
  | {
      readonly kind: 'observed';
      /** The names of the run's own, by the word that the case has for them. */
      readonly names: Readonly<Record<string, string>>;
      /** The role that machines were given. */
      readonly role: string;
      /** One a call, in order. */
      readonly answers: readonly RecordedAnswer[];
    }
  /** The target lacks an operation, or has no API at all. */
  | { readonly kind: 'declined'; readonly reason: string }
  /** Nothing was learnt. */
  | { readonly kind: 'indeterminate'; readonly reason: string };

export type RecordedAnswer =
  | { readonly kind: 'ok'; readonly body: JsonObject }
  | { readonly kind: 'refused'; readonly error?: string; readonly message: string };

/** Throws a ShapeError where the value is no outcome. */
export function parseApiOutcome(value: JsonValue | undefined, place: string): ApiOutcome {
  const source = expectObject(value, place);
  const kind = expectOneOf(source['kind'], ['observed', 'declined', 'indeterminate'], `${place}.kind`);
  if (kind !== 'observed') return { kind, reason: expectText(source['reason'], `${place}.reason`) };
  const names = expectObject(source['names'], `${place}.names`);
  return {
    kind,
    names: Object.fromEntries(
      Object.keys(names).map((name) => [name, expectText(names[name], `${place}.names.${name}`)]),
    ),
    role: expectText(source['role'], `${place}.role`),
    answers: mapItems(source['answers'], `${place}.answers`, parseAnswer),
  };
}

function parseAnswer(value: JsonValue, place: string): RecordedAnswer {
  const source = expectObject(value, place);
  const kind = expectOneOf(source['kind'], ['ok', 'refused'], `${place}.kind`);
  if (kind === 'ok') return { kind, body: expectObject(source['body'], `${place}.body`) };
  return {
    kind,
    ...(hasKey(source, 'error') && { error: expectText(source['error'], `${place}.error`) }),
    message: expectText(source['message'], `${place}.message`),
  };
}
