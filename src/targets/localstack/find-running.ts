/** A LocalStack that runs already: at the places that the AWS SDK's own variables name, else at its default port. */
import { recognise, type Recognised } from '../attach/recognise.ts';

export interface Endpoints {
  readonly stepFunctions: string;
  readonly lambda: string;
  /** Where these addresses come from. */
  readonly from: string;
}

export const DEFAULT_ENDPOINT = 'http://127.0.0.1:4566';

/** `AWS_ENDPOINT_URL_SFN` and `AWS_ENDPOINT_URL_LAMBDA` go before `AWS_ENDPOINT_URL`, as in the SDKs. */
export function endpointsOf(environment: NodeJS.ProcessEnv): Endpoints {
  const named = (variable: string): string | undefined => environment[variable] || undefined;
  const common = named('AWS_ENDPOINT_URL');
  const stepFunctions = named('AWS_ENDPOINT_URL_SFN') ?? common;
  const lambda = named('AWS_ENDPOINT_URL_LAMBDA') ?? common ?? stepFunctions;
  if (stepFunctions === undefined && lambda === undefined)
    return { stepFunctions: DEFAULT_ENDPOINT, lambda: DEFAULT_ENDPOINT, from: 'its default address' };
  return {
    stepFunctions: stepFunctions ?? DEFAULT_ENDPOINT,
    lambda: lambda ?? DEFAULT_ENDPOINT,
    from: ['AWS_ENDPOINT_URL_SFN', 'AWS_ENDPOINT_URL_LAMBDA', 'AWS_ENDPOINT_URL']
      .filter((variable) => named(variable) !== undefined)
      .join(', '),
  };
}

/** What answers where Step Functions should be. */
export const whoAnswers = ({ stepFunctions }: Endpoints, signal?: AbortSignal): Promise<Recognised> =>
  recognise(stepFunctions, signal);
