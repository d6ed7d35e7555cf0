/** A visit to a state, seen by where its data come from; the fields of a state mean what they mean to the interpreter. */
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { Path } from '../../asl/path/path.ts';
import type { JsonataAssignment, NumericField, State, TemplateAssignment } from '../../asl/state/state.ts';
import type { Template } from '../../asl/template/template.ts';
import { jsonataOrigin, type JsonataScope } from './jsonata-origin.ts';
import type { Needs, Use } from './needs.ts';
import { constant, join, NOTHING, object, withField, type Origin } from './origin.ts';
import { readPath, type OriginScope } from './path-origin.ts';
import { templateOrigin } from './template-origin.ts';

/** Where variables come from: names are unique in nested scopes (AWS-BEHAVIOUR 7.4.8), so that one table will do. */
export type VariableOrigins = Map<string, Origin>;

export class VisitOrigins {
  readonly state: State;
  /** The raw input. */
  readonly input: Origin;
  readonly #context: Origin;
  readonly #variables: VariableOrigins;
  readonly #needs: Needs;

  constructor(state: State, input: Origin, context: Origin, variables: VariableOrigins, needs: Needs) {
    this.state = state;
    this.input = input;
    this.#context = context;
    this.#variables = variables;
    this.#needs = needs;
  }

  scope(input: Origin): OriginScope {
    return {
      input,
      context: this.#context,
      variable: (name) => this.#variables.get(name) ?? NOTHING,
      needs: this.#needs,
    };
  }

  /** After InputPath. */
  get selected(): Origin {
    const { data } = this.state;
    if (data.language === 'JSONata' || data.inputPath === undefined) return this.input;
    return data.inputPath === null ? constant({}) : this.path(data.inputPath, this.input);
  }

  /** After Parameters or Arguments. */
  get shaped(): Origin {
    const { data } = this.state;
    if (data.language === 'JSONata')
      return data.arguments === undefined ? this.input : this.expression(data.arguments);
    return data.parameters === undefined
      ? this.selected
      : templateOrigin(data.parameters, this.scope(this.selected));
  }

  /** What a state hands on whose work gave this result. */
  finished(result: Origin): Origin {
    const { data } = this.state;
    if (data.language === 'JSONata') {
      this.assign(data.assign, result, { result });
      return data.output === undefined ? result : this.expression(data.output, { result });
    }
    const selected =
      data.resultSelector === undefined ? result : templateOrigin(data.resultSelector, this.scope(result));
    this.assign(data.assign, selected);
    return this.#throughOutputPath(this.placed(data.resultPath, selected));
  }

  /** What a state hands on that only passes its input on; the Default of a Choice is one. */
  passedOn(): Origin {
    const { data } = this.state;
    this.assign(data.assign, this.selected);
    if (data.language === 'JSONata')
      return data.output === undefined ? this.input : this.expression(data.output);
    return this.#throughOutputPath(this.selected);
  }

  /** Input put out again by OutputPath; of a Choice's rule. */
  throughOutputPath(): Origin {
    return this.#throughOutputPath(this.selected);
  }

  #throughOutputPath(output: Origin): Origin {
    const { data } = this.state;
    if (data.language === 'JSONata' || data.outputPath === undefined) return output;
    return data.outputPath === null ? constant({}) : this.path(data.outputPath, output);
  }

  /** ResultPath, of the state or of a catcher. */
  placed(path: Path | null | undefined, result: Origin): Origin {
    if (path === null) return this.input;
    if (path === undefined || path.segments.length === 0) return result;
    const names = path.segments.map((segment) => (segment.kind === 'property' ? segment.name : '0'));
    // What is written into must be an object.
    this.#needs.read(this.input, 'object');
    return withField(this.input, names, result);
  }

  assign(
    assignments: readonly TemplateAssignment[] | readonly JsonataAssignment[] | undefined,
    input: Origin,
    extras: Readonly<Record<string, Origin>> = {},
  ): void {
    for (const { name, template } of assignments ?? []) {
      const value =
        this.state.data.language === 'JSONata'
          ? this.expression(template as JsonataTemplate, extras)
          : templateOrigin(template as Template, this.scope(input));
      this.#variables.set(name, join(this.#variables.get(name) ?? NOTHING, value));
    }
  }

  path(path: Path, input: Origin, use?: Use): Origin {
    return readPath(path, this.scope(input), use);
  }

  expression(template: JsonataTemplate, extras: Readonly<Record<string, Origin>> = {}): Origin {
    return jsonataOrigin(template, this.jsonataScope(extras));
  }

  jsonataScope(extras: Readonly<Record<string, Origin>> = {}): JsonataScope {
    return {
      variable: (name) => (name === 'states' ? this.#states(extras) : (this.#variables.get(name) ?? NOTHING)),
      item: NOTHING,
      needs: this.#needs,
    };
  }

  /** A template in the language of the state. */
  template(template: Template | JsonataTemplate, input: Origin): Origin {
    return this.state.data.language === 'JSONata'
      ? this.expression(template as JsonataTemplate)
      : templateOrigin(template as Template, this.scope(input));
  }

  /** A number that the state takes from data. */
  number(source: NumericField | undefined, use: Use): void {
    if (source?.kind === 'path') this.path(source.path, this.selected, use);
    if (source?.kind === 'jsonata') this.#needs.read(this.expression(source.template), use);
  }

  #states(extras: Readonly<Record<string, Origin>>): Origin {
    return object([['input', this.input], ['context', this.#context], ...Object.entries(extras)]);
  }
}
