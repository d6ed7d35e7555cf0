import { STRICT_CREDENTIALS } from '../../emulator/strict/strict-options.ts';
import { targetContract } from '../target.contract.ts';

await targetContract('strict', { callbacks: true, credentials: STRICT_CREDENTIALS });
