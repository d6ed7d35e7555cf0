import { executorContract } from './executor.contract.ts';
import { referenceExecutor } from './reference.ts';

executorContract({
  executor: referenceExecutor(),
  callbacks: true,
  errors: true,
  leftovers: async () => [],
  answers: async () => false,
});
