/** Compiles a Map state, under its present and its legacy names (AWS-BEHAVIOUR 6.5.6). */
import { valueAt, type JsonObject } from '../../json/value.ts';
import { readJsonataTemplate } from '../jsonata/jsonata-template.ts';
import { parsePath } from '../path/parse-path.ts';
import { objectField, optional, same, textField, textsField } from './fields.ts';
import { readCatchers, readRetriers } from './read-error-handling.ts';
import { numericField, readAnyTemplate, type StateBaseFields } from './read-state.ts';
import { readFlow } from './read-state-machine.ts';
import type { ItemBatcher, ItemReader, JsonPathDataFlow, MapState, QueryLanguage } from './state.ts';

export function readMapState(
  source: JsonObject,
  base: StateBaseFields,
  language: QueryLanguage,
  machine: QueryLanguage,
): MapState {
  const processor = objectField(source, 'ItemProcessor') ?? objectField(source, 'Iterator') ?? {};
  const config = objectField(processor, 'ProcessorConfig') ?? {};
  // The legacy name of ItemSelector is Parameters; as such it is evaluated per item, not on entry.
  const selector =
    valueAt(source, 'ItemSelector') ?? (language === 'JSONPath' ? valueAt(source, 'Parameters') : undefined);
  return {
    type: 'Map',
    ...base,
    data: base.data.language === 'JSONPath' ? withoutParameters(base.data) : base.data,
    processor: readFlow(processor, machine),
    mode: textField(config, 'Mode') === 'DISTRIBUTED' ? 'DISTRIBUTED' : 'INLINE',
    executionType: textField(config, 'ExecutionType') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    ...(language === 'JSONPath' && optional('itemsPath', textField(source, 'ItemsPath'), parsePath)),
    ...(language === 'JSONata' &&
      optional('items', valueAt(source, 'Items'), (value) => readJsonataTemplate(value, 'Items'))),
    ...optional('itemSelector', selector, (value) => readAnyTemplate(value, 'ItemSelector', language)),
    ...numericField('maxConcurrency', source, 'MaxConcurrency', language),
    ...numericField('toleratedFailureCount', source, 'ToleratedFailureCount', language),
    ...numericField('toleratedFailurePercentage', source, 'ToleratedFailurePercentage', language),
    ...optional('itemReader', objectField(source, 'ItemReader'), (reader) =>
      readItemReader(reader, language),
    ),
    ...optional('itemBatcher', objectField(source, 'ItemBatcher'), (batcher) =>
      readItemBatcher(batcher, language),
    ),
    ...optional('label', textField(source, 'Label'), same),
    resultWriter: objectField(source, 'ResultWriter') !== undefined,
    retry: readRetriers(source),
    catch: readCatchers(source, language),
  };
}

function withoutParameters({ parameters: _, ...data }: JsonPathDataFlow): JsonPathDataFlow {
  return data;
}

function readItemReader(reader: JsonObject, language: QueryLanguage): ItemReader {
  const config = objectField(reader, 'ReaderConfig') ?? {};
  const input = valueAt(reader, language === 'JSONata' ? 'Arguments' : 'Parameters');
  return {
    resource: textField(reader, 'Resource') ?? '',
    ...optional('arguments', input, (value) => readAnyTemplate(value, 'ItemReader/Arguments', language)),
    ...optional('inputType', textField(config, 'InputType'), same),
    ...optional('csvHeaderLocation', textField(config, 'CSVHeaderLocation'), same),
    ...(Object.hasOwn(config, 'CSVHeaders') && { csvHeaders: textsField(config, 'CSVHeaders') }),
    ...optional('csvDelimiter', textField(config, 'CSVDelimiter'), same),
    ...optional('itemsPointer', textField(config, 'ItemsPointer'), same),
    ...numericField('maxItems', config, 'MaxItems', language),
  };
}

function readItemBatcher(batcher: JsonObject, language: QueryLanguage): ItemBatcher {
  return {
    ...optional('batchInput', valueAt(batcher, 'BatchInput'), (value) =>
      readAnyTemplate(value, 'ItemBatcher/BatchInput', language),
    ),
    ...numericField('maxItemsPerBatch', batcher, 'MaxItemsPerBatch', language),
    ...numericField('maxInputBytesPerBatch', batcher, 'MaxInputBytesPerBatch', language),
  };
}
