import { expect, test } from 'vitest';
import { named } from '../../src/case/content-hash.ts';
import { predict } from '../../src/executors/reference/predict.ts';
import { FAULTY_DEFINITIONS } from './faulty-definitions.ts';

test.each(FAULTY_DEFINITIONS.map((make) => make('First', 'Second', 'Third')))(
  'the reference refuses %j',
  async (definition) => {
    const prediction = await predict(
      named({
        machine: { definition, type: 'STANDARD' },
        input: { input: {} },
        functions: {},
        callbacks: {},
        integrations: {},
      }),
    );
    expect(prediction.status).toBe('INVALID_DEFINITION');
  },
);
