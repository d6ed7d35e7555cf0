/** Carries out CloudFormation's functions in a template; what only a deployment would know is stood for by placeholders. */
import { entriesOf, objectOf } from '../../../json/key-order.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import { didYouMean } from '../../../cli/nearest.ts';
import { MachineProblem } from '../../machine-problem.ts';
import { Conditions } from './conditions.ts';
import { attributeOf, pseudoParameter, referenceTo } from './placeholders.ts';
import type { Template } from './template.ts';

/** `{"Ref": "AWS::NoValue"}`: what it stands for isn't there. */
export const NO_VALUE: JsonObject = Object.freeze({ Ref: 'AWS::NoValue' });

export class Resolver {
  readonly #template: Template;
  readonly #conditions: Conditions;

  constructor(template: Template) {
    this.#template = template;
    this.#conditions = new Conditions(template, (value, place) => this.resolve(value, place));
  }

  /** `place` is where the value stands in the template, as messages say it. */
  resolve(value: JsonValue, place: string): JsonValue {
    if (isJsonArray(value)) {
      return value.map((item, i) => this.resolve(item, `${place}[${i}]`)).filter((item) => item !== NO_VALUE);
    }
    if (!isJsonObject(value)) return value;
    const [call, ...others] = entriesOf(value);
    if (call !== undefined && others.length === 0 && (call[0] === 'Ref' || call[0].startsWith('Fn::')))
      return this.#call(...call, place);
    return objectOf(
      entriesOf(value)
        .map(([key, item]) => [key, this.resolve(item, `${place}.${key}`)] as const)
        .filter(([, item]) => item !== NO_VALUE),
    );
  }

  #call(name: string, argument: JsonValue, place: string): JsonValue {
    switch (name) {
      case 'Ref':
        return this.#reference(this.#text(argument, name, place), place);
      case 'Fn::GetAtt':
        return this.#attribute(argument, place);
      case 'Fn::Sub':
        return this.#substitute(argument, place);
      case 'Fn::Join': {
        const [separator, parts] = this.#list(argument, name, place, 2);
        return this.#list(parts, name, place)
          .map((part) => this.#text(part, name, place))
          .join(this.#text(separator, name, place));
      }
      case 'Fn::Select': {
        const [index, items] = this.#list(argument, name, place, 2);
        const item = this.#list(items, name, place)[Number(this.#text(index, name, place))];
        if (item === undefined)
          throw this.#problem(place, `Fn::Select has no item ${writeJson(index ?? null)}`);
        return item;
      }
      case 'Fn::Split': {
        const [separator, text] = this.#list(argument, name, place, 2);
        return this.#text(text, name, place).split(this.#text(separator, name, place));
      }
      case 'Fn::If': {
        if (!isJsonArray(argument) || argument.length !== 3)
          throw this.#problem(place, 'Fn::If takes a list of a condition and two values');
        const [condition, yes, no] = argument as readonly [JsonValue, JsonValue, JsonValue];
        return this.resolve(this.#conditions.holds(String(condition), place) ? yes : no, place);
      }
      case 'Fn::FindInMap':
        return this.#findInMap(argument, place);
      case 'Fn::ImportValue':
        return this.#text(this.resolve(argument, place), name, place);
      case 'Fn::Base64':
        return Buffer.from(this.#text(this.resolve(argument, place), name, place)).toString('base64');
      case 'Fn::ToJsonString':
        return writeJson(this.resolve(argument, place));
      case 'Fn::Length':
        return this.#list(this.resolve(argument, place), name, place).length;
      case 'Fn::GetAZs':
        return ['a', 'b', 'c'].map((zone) => `${pseudoParameter('AWS::Region')}${zone}`);
      default:
        throw this.#problem(
          place,
          `the function ${name} can't be carried out here; give the template as it is after its transforms (\`cdk synth\`, \`sam build\`), or the definition itself`,
        );
    }
  }

  #reference(name: string, place: string): JsonValue {
    if (name === 'AWS::NoValue') return NO_VALUE;
    const known = pseudoParameter(name) ?? this.#parameter(name) ?? this.#resource(name);
    if (known !== undefined) return known;
    const { resources, parameters } = this.#template;
    const names = [...resources.keys(), ...Object.keys(parameters)];
    throw this.#problem(
      place,
      `there is neither a resource nor a parameter '${name}'.${didYouMean(name, names)}`,
    );
  }

  /** `Function`, and of SAM `Function.Alias` and `Function.Version`. */
  #resource(name: string): string | undefined {
    const [id = '', part] = name.split('.');
    const resource = this.#template.resources.get(id);
    if (resource === undefined) return undefined;
    if (part === undefined) return referenceTo(resource, this.#template);
    const alias = valueAt(resource.properties, 'AutoPublishAlias');
    const qualifier = part === 'Alias' && typeof alias === 'string' ? alias : '1';
    return `${attributeOf(resource, 'Arn', this.#template)}:${qualifier}`;
  }

  /** Its Default; without one a text or number that stands for it. A parameter of SSM names what it holds. */
  #parameter(name: string): JsonValue | undefined {
    const parameter = valueAt(this.#template.parameters, name);
    if (!isJsonObject(parameter)) return undefined;
    const [type, fallback] = [valueAt(parameter, 'Type'), valueAt(parameter, 'Default')];
    if (type === 'CommaDelimitedList' || (typeof type === 'string' && type.startsWith('List<')))
      return typeof fallback === 'string' ? fallback.split(',').map((item) => item.trim()) : [name];
    const [allowed] = [valueAt(parameter, 'AllowedValues')].flatMap((list) =>
      isJsonArray(list) ? list : [],
    );
    return fallback ?? allowed ?? (type === 'Number' ? '1' : name);
  }

  #attribute(argument: JsonValue, place: string): string {
    const text = isJsonArray(argument) ? argument.join('.') : this.#text(argument, 'Fn::GetAtt', place);
    return this.#attributeByText(text, place);
  }

  #attributeByText(text: string, place: string): string {
    const dot = text.indexOf('.');
    const [id, attribute] = dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
    const resource = this.#template.resources.get(id);
    if (resource !== undefined && attribute !== '') return attributeOf(resource, attribute, this.#template);
    throw this.#problem(
      place,
      resource === undefined
        ? `Fn::GetAtt names a resource '${id}' that isn't there.${didYouMean(id, [...this.#template.resources.keys()])}`
        : `Fn::GetAtt of '${id}' names no attribute; expected ${id}.Arn or its like`,
    );
  }

  /** `${Name}`, `${Resource.Attribute}`, `${!Literal}`; names of the second argument go first. */
  #substitute(argument: JsonValue, place: string): string {
    const [template, own] = isJsonArray(argument) ? argument : [argument];
    const names = isJsonObject(own) ? this.resolve(own, place) : {};
    return this.#text(template, 'Fn::Sub', place).replace(
      /\$\{(!?)([^}]*)\}/g,
      (_, literal: string, inner: string) => {
        const name = inner.trim();
        if (literal !== '') return `\${${inner}}`;
        const given = isJsonObject(names) ? valueAt(names, name) : undefined;
        if (given !== undefined) return this.#text(given, 'Fn::Sub', place);
        const byAttribute = name.includes('.') && !/\.(?:Alias|Version)$/.test(name);
        return byAttribute
          ? this.#attributeByText(name, place)
          : this.#text(this.#reference(name, place), 'Fn::Sub', place);
      },
    );
  }

  #findInMap(argument: JsonValue, place: string): JsonValue {
    const keys = this.#list(argument, 'Fn::FindInMap', place).slice(0, 3);
    let found: JsonValue | undefined = this.#template.mappings;
    for (const key of keys)
      found = isJsonObject(found) ? valueAt(found, this.#text(key, 'Fn::FindInMap', place)) : undefined;
    if (found === undefined)
      throw this.#problem(place, `Mappings have no ${keys.map((key) => writeJson(key)).join(' → ')}`);
    return found;
  }

  #text(value: JsonValue | undefined, name: string, place: string): string {
    const resolved = value === undefined ? undefined : this.resolve(value, place);
    if (typeof resolved === 'string') return resolved;
    if (isJsonNumber(resolved) || typeof resolved === 'boolean') return writeJson(resolved);
    throw this.#problem(
      place,
      `${name} takes a text here, found ${writeJson(resolved ?? null).slice(0, 80)}`,
    );
  }

  #list(value: JsonValue | undefined, name: string, place: string, length?: number): readonly JsonValue[] {
    const resolved = value === undefined ? undefined : this.resolve(value, place);
    if (isJsonArray(resolved) && (length === undefined || resolved.length === length)) return resolved;
    const many = length === undefined ? 'a list' : `a list of ${length}`;
    throw this.#problem(
      place,
      `${name} takes ${many} here, found ${writeJson(resolved ?? null).slice(0, 80)}`,
    );
  }

  #problem(place: string, message: string): MachineProblem {
    return new MachineProblem(`${this.#template.name}: ${place}: ${message}`);
  }
}
