/** A target for tests that answers as it is told, wrongly where wanted: a real server on the loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it does when an operation is called: a JSON answer with a status, or a fault. */
export type Behaviour =
  | { readonly status: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  /** Cuts the connection without an answer. */
  | 'cut'
  /** Cuts it in the middle of an answer. */
  | 'cut in the middle'
  /** A whole answer that holds half a JSON. */
  | 'half a JSON'
  /** A page with status 500, as Moto's where it lacks an operation or breaks down. */
  | 'page'
  /** A page with status 200. */
  | 'friendly page';

export interface FaultyTarget {
  readonly url: string;
  /** Operations in the order in which they were called. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

const ARN = 'arn:aws:states:us-east-1:123456789012';
const HEALTHY: Readonly<Record<string, object>> = {
  CreateStateMachine: { stateMachineArn: `${ARN}:stateMachine:m`, creationDate: 1 },
  StartExecution: { executionArn: `${ARN}:execution:m:e`, startDate: 1 },
  StartSyncExecution: { executionArn: `${ARN}:express:m:e:1`, status: 'SUCCEEDED', output: '"sync"' },
  DescribeExecution: { status: 'SUCCEEDED', output: '"done"' },
  GetExecutionHistory: {
    events: [{ id: 1, previousEventId: 0, timestamp: 1.5, type: 'ExecutionSucceeded' }],
  },
  StopExecution: { stopDate: 1 },
  DeleteStateMachine: {},
};

/** `behaviours` are one a call, the last one repeats; what isn't named is healthy. `called` is told of each call. */
export async function faultyTarget(
  behaviours: Readonly<Record<string, readonly Behaviour[]>>,
  called: (operation: string) => void = () => {},
): Promise<FaultyTarget> {
  const calls: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const told = behaviours[operation] ?? [];
    const behaviour = told[Math.min(calls.filter((call) => call === operation).length, told.length - 1)];
    calls.push(operation);
    called(operation);
    request.resume();
    act(response, behaviour ?? { status: 200, body: HEALTHY[operation] ?? {} });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function act(response: ServerResponse, behaviour: Behaviour): void {
  const page = '<!doctype html><title>500 Internal Server Error</title>';
  switch (behaviour) {
    case 'hang':
      return;
    case 'cut':
      response.destroy();
      return;
    case 'cut in the middle':
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('{"status":', () => response.destroy());
      return;
    case 'half a JSON':
      response.end('{"status": "SUCC');
      return;
    case 'page':
      response.writeHead(500, { 'Content-Type': 'text/html' }).end(page);
      return;
    case 'friendly page':
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>It works</h1>');
      return;
    default:
      response
        .writeHead(behaviour.status, { 'Content-Type': 'application/x-amz-json-1.0', ...behaviour.headers })
        .end(JSON.stringify(behaviour.body));
  }
}
