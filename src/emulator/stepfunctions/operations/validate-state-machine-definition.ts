/** ValidateStateMachineDefinition (AWS-BEHAVIOUR 8.2, RECORDED 97). */
import { validateDefinition } from '../../../asl/validation/validate-definition.ts';
import { operation } from '../../protocol/operation.ts';
import { oneOf, required, wholeNumber } from '../../protocol/shape.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const validateStateMachineDefinition = operation(
  {
    definition: required(shapes.definition),
    type: shapes.machineType,
    severity: oneOf('ERROR', 'WARNING'),
    maxResults: wholeNumber(0, 100),
  },
  ({ definition, type = 'STANDARD', severity = 'ERROR', maxResults }, _service: StepFunctions) => {
    const found = validateDefinition(definition, type);
    const reported = severity === 'ERROR' ? found.filter((one) => one.severity === 'ERROR') : found;
    const most = maxResults || 100;
    return {
      result: found.some((one) => one.severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: reported.slice(0, most).map(({ severity: level, code, message, location }) => ({
        severity: level,
        code,
        message,
        location,
      })),
      truncated: reported.length > most,
    };
  },
);
