import { expect, test } from 'vitest';
import { CarriedOutRules } from './carried-out-rules.ts';

test('rules stand in the order in which they were noted first, lists among them, each once', () => {
  const rules = new CarriedOutRules();
  rules.add('b');
  rules.add(['a', 'b', 'c']);
  rules.add('a');
  expect([...rules]).toEqual(['b', 'a', 'c']);
  rules.add(['d', 'a']);
  expect([...rules]).toEqual(['b', 'a', 'c', 'd']);
});

test('a rule that is noted as the last one comes behind all others, whenever it was noted before', () => {
  const rules = new CarriedOutRules();
  rules.add(['failure', 'a']);
  rules.addLast('failure');
  expect([...rules]).toEqual(['a', 'failure']);
});

test('a thousand notes of the same rules are those rules', () => {
  const rules = new CarriedOutRules();
  for (let i = 0; i < 1000; i++) rules.add(i % 2 === 0 ? 'even' : ['odd', 'even']);
  expect([...rules]).toEqual(['even', 'odd']);
});
