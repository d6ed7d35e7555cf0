/**
 * Writes the response models beside this file from the API models that AWS publishes with botocore (Apache-2.0):
 *
 *     tsx src/test-state/response-models/make-response-models.ts FOLDER
 *
 * FOLDER is botocore's `data` folder. Only what a response may be is kept: types, required fields, bounds, enumerations.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { MODELLED_SERVICES } from './modelled-services.ts';

interface ApiShape {
  readonly type: string;
  readonly document?: boolean;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

interface ApiModel {
  readonly metadata: { readonly serviceId: string; readonly apiVersion: string };
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ApiShape>>;
}

type Reference = string | readonly [Reference] | { readonly each: Reference };

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['character', 'string'],
  ['timestamp', 'string'],
  ['blob', 'string'],
  ['integer', 'number'],
  ['long', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['boolean', 'boolean'],
]);

/** The shapes of one service that responses lead to. */
class Reduction {
  readonly shapes = new Map<string, object>();
  readonly #model: ApiModel;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  reference(name: string): Reference {
    const shape = this.#model.shapes[name];
    if (shape === undefined) throw new Error(`the model has no shape '${name}'`);
    if (shape.document) return 'any';
    if (shape.type === 'list') return [this.reference(shape.member?.shape ?? '')];
    if (shape.type === 'map') return { each: this.reference(shape.value?.shape ?? '') };
    const simple = SIMPLE.get(shape.type);
    if (simple !== undefined && !hasBounds(shape)) return simple;
    if (['any', 'string', 'number', 'boolean'].includes(name))
      throw new Error(`the shape '${name}' has the name of a type`);
    if (!this.shapes.has(name)) this.#keep(name, shape, simple);
    return name;
  }

  #keep(name: string, shape: ApiShape, simple: string | undefined): void {
    if (simple !== undefined) {
      const bounds = {
        ...(shape.min !== undefined && { min: shape.min }),
        ...(shape.max !== undefined && { max: shape.max }),
      };
      this.shapes.set(name, { type: simple, ...bounds, ...(shape.enum && { values: shape.enum }) });
      return;
    }
    const fields: Record<string, Reference> = {};
    const { required } = shape;
    this.shapes.set(name, { fields, ...(required && required.length > 0 && { required }) });
    for (const [field, member] of Object.entries(shape.members ?? {}))
      fields[field] = this.reference(member.shape);
  }
}

const hasBounds = ({ min, max, enum: values }: ApiShape): boolean =>
  min !== undefined || max !== undefined || values !== undefined;

/** The service's newest model in the folder. */
function readModel(folder: string, service: string): { readonly model: ApiModel; readonly path: string } {
  const version = readdirSync(join(folder, service))
    .filter((name) => /^\d{4}/.test(name))
    .toSorted()
    .at(-1);
  const path = join(folder, service, version ?? '', 'service-2.json');
  const text = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`));
  return { model: JSON.parse(text.toString('utf8')) as ApiModel, path };
}

/** One shape a line, so that a new model shows as the lines that changed. */
function fileText(service: string, model: ApiModel, only: readonly string[] | undefined): string {
  const reduction = new Reduction(model);
  const unknown = only?.find((name) => model.operations[name] === undefined);
  if (unknown !== undefined) throw new Error(`botocore's ${service} has no operation '${unknown}'`);
  const operations = Object.entries(model.operations).flatMap(([name, { output }]) =>
    output === undefined || (only !== undefined && !only.includes(name))
      ? []
      : [[name, reduction.reference(output.shape)] as const],
  );
  const lines = (entries: Iterable<readonly [string, unknown]>): string =>
    [...entries].map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n');
  return [
    '{',
    `  "service": ${JSON.stringify(model.metadata.serviceId)},`,
    `  "apiVersion": ${JSON.stringify(model.metadata.apiVersion)},`,
    `  "from": ${JSON.stringify(`botocore, data/${service}`)},`,
    `  "operations": {\n${lines(operations)}\n  },`,
    `  "shapes": {\n${lines([...reduction.shapes].toSorted(([a], [b]) => (a < b ? -1 : 1)))}\n  }`,
    '}',
    '',
  ].join('\n');
}

const folder = process.argv[2];
if (folder === undefined || basename(folder) !== 'data')
  throw new Error("name botocore's folder 'data': tsx make-response-models.ts .../botocore/data");
for (const { from, only } of MODELLED_SERVICES) {
  const { model } = readModel(folder, from);
  // Step Functions names services as the SDK for Java does: the service's id without blanks, in lower case.
  const name = model.metadata.serviceId.replaceAll(' ', '').toLowerCase();
  const target = join(dirname(fileURLToPath(import.meta.url)), `${name}.json`);
  writeFileSync(target, fileText(from, model, only));
}
