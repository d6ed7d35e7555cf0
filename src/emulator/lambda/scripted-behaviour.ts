/** A function that does what the kit's script says: on the emulator's clock, without a process. */
import type { Outcome } from '../../case/case.ts';
import type { Random } from '../../asl/random.ts';
import { LambdaScript, type Place } from '../../simulation/lambda-script.ts';
import type { Behaviour } from './behaviour.ts';

/** Each version counts its own invocations. */
export function scriptedBehaviour(
  name: string,
  version: string,
  outcomes: readonly Outcome[],
  random: Random,
  place: Place,
): Behaviour {
  const script = new LambdaScript({ [name]: { outcomes, versions: { [version]: outcomes } } }, random, place);
  return {
    invoke: (call) => {
      const scripted = script.invoke(call);
      // Nobody asks for the record of invocations here, and it would grow for ever.
      script.invocations.length = 0;
      return scripted;
    },
    close: () => undefined,
  };
}
