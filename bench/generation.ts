/** Generated cases a second, on one core. */
import { drawCases } from '../generators/draw-cases.ts';

export function generationRate(print: (line: string) => void): number {
  const count = 2000;
  let bytes = 0;
  for (const { case: drawn } of drawCases({ seed: 1, count: 200 })) bytes += drawn.id.length; // warm up
  const started = performance.now();
  for (const { case: drawn } of drawCases({ seed: 2, count })) bytes += drawn.id.length;
  const rate = (count * 1000) / (performance.now() - started);
  print(`Generated cases a second: ${Math.round(rate)} (${bytes > 0 ? count : 0} cases)`);
  return rate;
}
