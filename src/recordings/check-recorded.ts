/** Holds the reference to one recorded case, whatever its kind. */
import { checkApi } from './check-api.ts';
import { checkExecution, type Check } from './check-execution.ts';
import { checkExpressLog, checkExpressSync, isExpressLog } from './check-express.ts';
import { checkOutput } from './check-output.ts';
import { checkTestState } from './check-test-state.ts';
import { checkValidation } from './check-validation.ts';
import { checkRequest, isRefusedRequest } from './check-request.ts';
import type { RecordedCase } from './recorded-case.ts';

export async function checkRecorded(recordedCase: RecordedCase): Promise<Check> {
  switch (recordedCase.kind) {
    case 'execution':
      return checkExecution(recordedCase);
    case 'execution-output':
      return isExpressLog(recordedCase) ? checkExpressLog(recordedCase) : checkOutput(recordedCase);
    case 'validation':
      return isRefusedRequest(recordedCase) ? checkRequest(recordedCase) : checkValidation(recordedCase);
    case 'api':
      return checkApi(recordedCase);
    case 'express-sync':
      return checkExpressSync(recordedCase);
    case 'test-state':
      return checkTestState(recordedCase);
  }
}
