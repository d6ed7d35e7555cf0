import { targetContract } from '../target.contract.ts';

await targetContract('moto', { callbacks: true });
