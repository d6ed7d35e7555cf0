import { expect, test } from 'vitest';
import { invalidDefinitionMessage, validateDefinition } from '../../asl/validation/validate-definition.ts';
import { readDiagnostics } from './diagnostics.ts';

test.each([
  ['{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}'],
  ['{"States":{"A":{"Type":"Pass","End":true,"X":1}}}'],
  ['{}'],
  [''],
  ['not a definition'],
])('reads back what the message says of %s', (definition) => {
  const diagnostics = validateDefinition(definition, 'STANDARD');
  expect(diagnostics).not.toEqual([]);
  expect(readDiagnostics(invalidDefinitionMessage(diagnostics))).toEqual(diagnostics);
});

test('reads the code where the quotes are misplaced, and nothing where there is no code', () => {
  expect(
    readDiagnostics('Invalid State Machine Definition: \'INVALID_JSON_DESCRIPTION\', "Unexpected token"'),
  ).toEqual([{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: '"Unexpected token"' }]);
  expect(readDiagnostics("ASLParserException line 1:4, at <EOF>, mismatched input '<EOF>'")).toEqual([]);
});
