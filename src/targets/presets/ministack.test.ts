import { targetContract } from '../target.contract.ts';

await targetContract('ministack', { callbacks: true, deploys: true });
