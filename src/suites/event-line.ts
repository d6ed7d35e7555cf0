/**
 * An event of an expected history as one line: `5<-4 TaskFailed error="Busy" !cause`.
 *
 * `ID<-PREVIOUS TYPE [NAME] KEY=JSON ... !KEY ...`: the name of the state (of EvaluationFailed: the state that failed), the
 * details that are compared, and those that must not be there. Details that the line doesn't name are not compared. JSON
 * texts (input, output, parameters) are written as the JSON that they hold.
 */
import type { ComparedEvent } from '../compare/history/event.ts';
import { objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';

export interface ExpectedEvent extends ComparedEvent {
  /** Details that must not be there. */
  readonly absent: readonly string[];
}

/** Details that are JSON text. */
const JSON_TEXTS = new Set(['input', 'output', 'parameters']);

const HEAD = /^(\d+)<-(\d+) ([A-Za-z]+)(?: \[([^\]]+)\])?(?= |$)/;
const DETAIL = / (?:!(\w+)|(\w+)=("(?:[^"\\]|\\.)*"|\S+))/y;

/** The event of a line, or what is wrong with the line. */
export function parseEventLine(line: string): ExpectedEvent | string {
  const head = HEAD.exec(line);
  if (head === null) return `expected 'ID<-PREVIOUS TYPE [NAME] ...', found '${line}'`;
  const [start, id, previous, type = '', name] = head;
  const details: [string, JsonValue][] =
    name === undefined ? [] : [[type === 'EvaluationFailed' ? 'state' : 'name', name]];
  const absent: string[] = [];
  for (DETAIL.lastIndex = start.length; DETAIL.lastIndex < line.length;) {
    const at = DETAIL.lastIndex;
    const detail = DETAIL.exec(line);
    if (detail === null) return `expected ' key=JSON' or ' !key', found '${line.slice(at)}' in '${line}'`;
    const [, missing, key = '', text = ''] = detail;
    if (missing !== undefined) absent.push(missing);
    else if (JSON_TEXTS.has(key)) details.push([key, text]);
    else {
      const parsing = parseJson(text);
      if (!parsing.ok) return `the value of ${key} is no JSON in '${line}'`;
      details.push([key, parsing.value]);
    }
  }
  return {
    id: Number(id),
    previousEventId: Number(previous),
    type,
    details: objectOf(details),
    absent,
  };
}
