/** Runs a machine of the mix on aws-local-stepfunctions, in this process, its validation off and its waits overridden. */
import { StateMachine } from 'aws-local-stepfunctions';
import type { JsonValue } from '../src/json/value.ts';
import type { BenchMachine } from './machines.ts';

type Definition = ConstructorParameters<typeof StateMachine>[0];
type Run = (input: JsonValue) => Promise<void>;

/** The machine made once, as the reference compiles once. */
export function libraryRun({ definition }: BenchMachine): Run {
  const machine = new StateMachine(definition as unknown as Definition, {
    validationOptions: { noValidate: true },
  });
  return async (input) => {
    let calls = 0;
    const handler = (name: string) => (event: unknown) => {
      calls += 1;
      if (name === 'flaky' && calls === 1) throw Object.assign(new Error('try later'), { name: 'Busy' });
      return event as never;
    };
    const flaky = JSON.stringify(definition).includes('fn-flaky');
    const { result } = machine.run(input as never, {
      overrides: {
        taskResourceLocalHandlers: { Call: handler(flaky ? 'flaky' : 'echo'), L: handler('echo') },
        waitTimeOverrides: { Pause: 0 },
        retryIntervalOverrides: { Call: 0 },
      },
    });
    // How it ends is the library's own affair; here only the time counts.
    await result.catch(() => undefined);
  };
}
