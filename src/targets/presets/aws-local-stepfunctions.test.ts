import { targetContract } from '../target.contract.ts';

await targetContract('aws-local-stepfunctions', { callbacks: false });
