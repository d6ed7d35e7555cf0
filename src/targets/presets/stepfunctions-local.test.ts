import { targetContract } from '../target.contract.ts';

await targetContract('stepfunctions-local', { callbacks: false, errors: false });
