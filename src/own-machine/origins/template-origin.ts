/** Where the fields of a payload template's result come from, intrinsic functions included. */
import type { Argument, IntrinsicCall } from '../../asl/intrinsic/call.ts';
import type { Template } from '../../asl/template/template.ts';
import { isJsonNumber } from '../../json/value.ts';
import {
  computed,
  constant,
  field,
  item,
  join,
  joinAll,
  list,
  object,
  put,
  spelledBy,
  spelling,
  type Origin,
} from './origin.ts';
import { readPath, type OriginScope } from './path-origin.ts';

export function templateOrigin(template: Template, scope: OriginScope): Origin {
  switch (template.kind) {
    case 'static':
      return constant(template.value);
    case 'path':
      return readPath(template.path, scope);
    case 'call':
      return callOrigin(template.call, scope);
    case 'array':
      return listOf(template.items.map((one) => templateOrigin(one, scope)));
    case 'object':
      return object(
        template.fields.map(({ name, template: one }) => [name, put(templateOrigin(one, scope))]),
      );
  }
}

/** A list of known length: its items by their indexes too. */
export const listOf = (items: readonly Origin[]): Origin => ({
  ...list(joinAll(items)),
  fields: new Map(items.map((one, i) => [String(i), one])),
});

function callOrigin({ name, arguments: given }: IntrinsicCall, scope: OriginScope): Origin {
  const parts = given.map((argument) => argumentOrigin(argument, scope));
  const [first = constant(null), second] = parts;
  const { needs } = scope;
  switch (name) {
    case 'Array':
      return listOf(parts);
    case 'ArrayGetItem': {
      needs.read(first, 'list');
      const [index] = second?.constants ?? [];
      return (isJsonNumber(index) ? first.fields.get(String(index.valueOf())) : undefined) ?? item(first);
    }
    case 'ArrayUnique':
      needs.read(first, 'list');
      return list(item(first));
    case 'ArrayPartition':
      needs.read(first, 'list');
      return list(list(item(first)));
    case 'ArrayContains':
    case 'ArrayLength':
      needs.read(first, 'list');
      return computed(parts);
    case 'StringToJson': {
      const spelled = spelledBy(first);
      needs.read(spelled);
      return spelled;
    }
    case 'JsonToString':
      return spelling(first);
    case 'JsonMerge': {
      needs.read(first, 'object');
      if (second) needs.read(second, 'object');
      return merged(first, second ?? first);
    }
    case 'MathAdd':
      for (const part of parts) needs.read(part, 'number');
      return computed(parts);
    case 'StringSplit': {
      needs.read(first, 'text');
      const [separator] = second?.constants ?? [];
      if (typeof separator === 'string') needs.compared(first, ['a', 'b', 'c', 'd'].join(separator));
      return computed(parts);
    }
    case 'Base64Decode':
      needs.compared(first, 'bmV3');
      return computed(parts);
    case 'Base64Encode':
    case 'Hash':
      for (const part of parts) needs.read(part, 'text');
      return computed(parts);
    default:
      return computed(parts);
  }
}

/** Fields of the second go over those of the first. */
export function merged(under: Origin, over: Origin): Origin {
  const names = new Set([...under.fields.keys(), ...over.fields.keys()]);
  const both = join({ ...under, fields: new Map() }, { ...over, fields: new Map() });
  return {
    ...both,
    fields: new Map(
      [...names].map((name) => [name, over.fields.get(name) ?? join(field(under, name), field(over, name))]),
    ),
  };
}

function argumentOrigin(argument: Argument, scope: OriginScope): Origin {
  switch (argument.kind) {
    case 'path':
      return readPath(argument.path, scope);
    case 'call':
      return callOrigin(argument.call, scope);
    case 'string':
    case 'literal':
      return constant(argument.value);
  }
}
