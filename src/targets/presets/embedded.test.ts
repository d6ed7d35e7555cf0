import { targetContract } from '../target.contract.ts';

await targetContract('embedded', { callbacks: true });
