// What the function does, from the script that was deployed with it.
//
// The count of invocations lives in this process: a script of several outcomes is only right where one environment serves
// them all, one after the other. Where it may not, the scripts and the count stand in a table (behave-by-table.mjs).
import { readFileSync } from 'node:fs';
import { carryOut } from './carry-out.mjs';

const { outcomes } = JSON.parse(readFileSync(new URL('./sfn-conformance.json', import.meta.url), 'utf8'));

let count = 0;
const takeNumber = () => count++;

export const behave = (event) => carryOut(outcomes[Math.min(takeNumber(), outcomes.length - 1)], event);
