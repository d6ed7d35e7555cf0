// Does what an outcome of a script says. Payloads stand in it as texts, so that nothing is written anew.
export async function carryOut(outcome, event) {
  if (outcome.delaySeconds > 0)
    await new Promise((resolve) => setTimeout(resolve, outcome.delaySeconds * 1000));
  if (outcome.exit !== undefined) process.exit(outcome.exit);
  if (outcome.outOfMemory) process.kill(process.pid, 'SIGKILL');
  // Longer than any time-out of a function.
  if (outcome.timeout) await new Promise((resolve) => setTimeout(resolve, 900_000));
  if (outcome.throwText !== undefined) return { failed: true, payload: outcome.throwText };
  if (outcome.returnBytes !== undefined)
    return { failed: false, payload: `"${'x'.repeat(outcome.returnBytes - 2)}"` };
  return { failed: false, payload: outcome.echo ? event : outcome.returnText };
}
