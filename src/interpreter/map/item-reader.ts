/** ItemReader: the items of a distributed Map from a file or a listing in S3 (AWS-BEHAVIOUR 6.6.3, RECORDED 85 to 88). */
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { ItemReader, MapState } from '../../asl/state/state.ts';
import type { Template } from '../../asl/template/template.ts';
import { JsonDocument } from '../../json/document.ts';
import { applyTemplate } from '../data-flow.ts';
import { inspectedList } from '../inspection.ts';
import { evaluateJsonataDocument } from '../jsonata-evaluation.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { declined, done, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { csvItems } from './csv-items.ts';
import { jsonItems, jsonLineItems } from './json-items.ts';
import type { ItemLimits } from './item-limits.ts';
import type { Item } from './items.ts';
import { mapRunFailure } from './map-run.ts';

/** Items of a file, or what is wrong with it in AWS's words. */
export type ReadItems =
  { readonly ok: true; readonly items: readonly Item[] } | { readonly ok: false; readonly cause: string };

export function* readThroughItemReader(
  visit: Visit<MapState>,
  input: JsonDocument,
  { maxItems }: ItemLimits,
): Program<Step<readonly Item[]>> {
  const reader = visit.state.itemReader as ItemReader;
  if ((maxItems ?? 0) < 0) return readerFailure('field MaxItems must be positive');
  const content = yield* readObject(visit, reader, input);
  if (content.kind !== 'done') return content;
  const read = itemsOf(reader, content.value);
  if (read === undefined)
    return declined(`an ItemReader of input type ${reader.inputType ?? '(none)'} is not modelled`);
  if (!read.ok) return readerFailure(read.cause);
  visit.note('map.item-reader');
  if (reader.itemsPointer !== undefined) {
    const { items } = read;
    inspectedList(visit, 'afterItemsPointer', () => items.map(({ value }) => value));
  }
  // 0 means no limit (RECORDED 86).
  return done(maxItems !== undefined && maxItems > 0 ? read.items.slice(0, maxItems) : read.items);
}

const readerFailure = (cause: string) =>
  mapRunFailure('States.ItemReaderFailed', cause, 'map.item-reader-failed');

function itemsOf(reader: ItemReader, content: string): ReadItems | undefined {
  if (reader.resource.endsWith(':s3:listObjectsV2')) return jsonItems(content);
  switch (reader.inputType) {
    case 'JSON':
      return jsonItems(content, reader.itemsPointer);
    case 'JSONL':
      return jsonLineItems(content);
    case 'CSV':
      return csvItems(content, reader);
    default:
      return undefined;
  }
}

/** The outside's answer is the object's text, or for a listing the JSON array of its entries. */
function* readObject(visit: Visit<MapState>, reader: ItemReader, input: JsonDocument): Program<Step<string>> {
  const { arguments: template, resource } = reader;
  let parameters: Step<JsonDocument> = done(JsonDocument.emptyObject);
  if (template !== undefined) {
    parameters =
      visit.state.data.language === 'JSONata'
        ? yield* evaluateJsonataDocument(visit, template as JsonataTemplate)
        : applyTemplate(visit, template as Template, input);
  }
  if (parameters.kind !== 'done') return parameters;
  const mocked = visit.inspection?.mock?.itemReaderData;
  if (mocked !== undefined) return done(mocked);
  const mailbox = new Mailbox();
  const [, resourceType = '', action = ''] = /:::([\w-]+(?::[\w-]+)?):(\w+)$/.exec(resource) ?? [];
  yield {
    kind: 'call',
    mailbox,
    call: {
      kind: 'integration',
      state: visit.state.name,
      line: visit.branch.place.path,
      attempt: visit.retryCount,
      resourceType,
      resource: action,
      parameters: parameters.value,
    },
  };
  const message = yield* receive(mailbox);
  if (message.kind !== 'returned') throw new Error(`an ItemReader received '${message.kind}'`);
  const { result } = message;
  if (result.kind === 'answer') return done(result.output);
  if (result.kind === 'declined') return declined(result.reason);
  const cause = result.kind === 'error' ? (result.cause ?? '') : 'the reader was answered by Lambda';
  return readerFailure(cause);
}
