/** What the rules of a Choice state compare: the constants of its comparisons belong to the places that they look at. */
import type { ChoiceRule, Condition } from '../../asl/choice/rule.ts';
import type { Comparator } from '../../asl/choice/comparators.ts';
import type { Needs, Use } from './needs.ts';
import type { Origin } from './origin.ts';
import type { VisitOrigins } from './visit-origins.ts';

export function readRule(rule: ChoiceRule, visit: VisitOrigins, selected: Origin, needs: Needs): void {
  readCondition(rule.condition, visit, selected, needs);
}

function readCondition(condition: Condition, visit: VisitOrigins, selected: Origin, needs: Needs): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const part of condition.parts) readCondition(part, visit, selected, needs);
      return;
    case 'not':
      readCondition(condition.part, visit, selected, needs);
      return;
    case 'jsonata':
      visit.expression(condition.template);
      return;
    case 'constant':
      return;
    case 'comparison': {
      const { variable, comparator, operand } = condition;
      const left = visit.path(variable, selected, useOf(comparator));
      if (operand.kind === 'path') visit.path(operand.path, selected, useOf(comparator));
      else if (comparator.kind !== 'is' && comparator.kind !== 'isPresent')
        needs.compared(left, operand.value);
    }
  }
}

function useOf(comparator: Comparator): Use | undefined {
  switch (comparator.kind) {
    case 'isPresent':
      return 'tested for presence';
    case 'boolean':
      return 'boolean';
    case 'numeric':
      return 'number';
    case 'string':
    case 'stringMatches':
      return 'text';
    case 'timestamp':
      return 'timestamp';
    case 'is':
      return undefined;
    default:
      return undefined;
  }
}
