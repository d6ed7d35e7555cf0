/** Which rules of the catalogue a payload template carries out, by its form. */
import type { Template } from './template.ts';

const known = new WeakMap<Template, readonly string[]>();

/** Worked out once a template. */
export function templateRules(template: Template): readonly string[] {
  let rules = known.get(template);
  if (rules === undefined) {
    rules = [...new Set(rulesOf(template))];
    known.set(template, rules);
  }
  return rules;
}

function* rulesOf(template: Template): Iterable<string> {
  switch (template.kind) {
    case 'static':
      yield 'template.literals';
      return;
    case 'path':
      if (template.path.root.kind === 'input' && template.path.segments.length === 0)
        yield 'template.whole-input';
      return;
    case 'call':
      return;
    case 'array':
      yield 'template.nested';
      for (const item of template.items) yield* rulesOf(item);
      return;
    case 'object': {
      if (template.reordered) yield 'template.key-order';
      for (const { template: field } of template.fields) {
        if (field.kind === 'object' || field.kind === 'array') yield 'template.nested';
        yield* rulesOf(field);
      }
    }
  }
}
