/** `conformance`: a run of cases against a target. */
import type { Executor } from '../executors/executor.ts';
import { shardText, type Shard } from '../run/shard.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { settleRun } from '../waivers/settle-run.ts';
import type { Waiver } from '../waivers/waiver.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { CONFORMANCE_USAGE, readConformancePlan, type ConformancePlan } from './conformance-plan.ts';
import { openExecutor } from './open-executor.ts';
import { ownMachineCases } from './own-machine.ts';
import { packedTarget } from './pack-option.ts';
import { runIntoFolder } from './run-into-folder.ts';
import { ProgressPrinter } from './stderr-progress.ts';
import { waiversOption } from './waivers-option.ts';

export const conformanceCommand: Command = {
  name: 'conformance',
  about: 'runs cases on a target and reports every difference from AWS',
  usage: CONFORMANCE_USAGE,
  run: async (args, terminal) => {
    const asked = readConformancePlan(args);
    const waivers = await waiversOption(asked.waivers, loadCatalogue());
    const plan = asked.own ? { ...asked, chosen: await ownMachineCases(asked.own, terminal) } : asked;
    const oracle = await openExecutor('oracle', plan.oracle, terminal, ofOracle(plan.where));
    try {
      let target = await openExecutor('target', plan.target, terminal, plan.where);
      try {
        if (plan.pack)
          target = await packedTarget(target, plan.chosen.list, plan.shard, (line) =>
            terminal.err(`${line}\n`),
          );
        return await runPlan(plan, waivers, oracle, target, terminal);
      } finally {
        await target.close();
      }
    } finally {
      await oracle.close();
    }
  },
};

async function runPlan(
  { chosen, options, shard, reporters, out }: ConformancePlan,
  waivers: readonly Waiver[],
  oracle: Executor,
  target: Executor,
  terminal: Terminal,
): Promise<ExitCode> {
  const printer = new ProgressPrinter(terminal);
  const { summary, divergences, findings, printed } = await runIntoFolder({
    target,
    oracle,
    ...chosen,
    options,
    ...(shard && { shard }),
    reporters,
    folder: { under: out },
    onProgress: (progress) => printer.show(progress),
    signal: terminal.signal,
  });
  terminal.out(printed);
  if (shard) terminal.err(`${mergeHint(shard)}\n`);
  const { code, lines } = settleRun(summary, divergences, findings, waivers);
  for (const line of lines) terminal.out(`${line}\n`);
  return code;
}

/** The port is the target's. */
const ofOracle = ({ lambdaPort: _, ...where }: ConformancePlan['where']): ConformancePlan['where'] => where;

const mergeHint = (shard: Shard): string =>
  `This is shard ${shardText(shard)}: findings are made when the shards are merged (npm run -s merge -- DIR.. --out DIR).`;
