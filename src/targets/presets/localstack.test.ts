import { targetContract } from '../target.contract.ts';

await targetContract('localstack:host', { callbacks: true, deploys: true });
