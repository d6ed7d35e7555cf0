/** For targets that call the kit's Invoke endpoint in place of a Lambda of their own: nothing is deployed. */
import { seededRandom } from '../../../asl/random.ts';
import type { Case } from '../../../case/case.ts';
import { contentHash } from '../../../case/content-hash.ts';
import type { LambdaEndpoint } from '../../lambda-endpoint/lambda-endpoint.ts';
import type { DeployedNames, Whereabouts } from '../names/deployed-names.ts';
import type { DoorOpening, FunctionDoor } from './door.ts';

export class EndpointDoor implements FunctionDoor {
  readonly hearsFunctions = true;
  readonly #endpoint: LambdaEndpoint;
  readonly #where: Whereabouts;

  constructor(endpoint: LambdaEndpoint, where: Whereabouts) {
    this.#endpoint = endpoint;
    this.#where = where;
  }

  /** The endpoint does everything that a script can say. */
  reasonAgainst(): undefined {
    return undefined;
  }

  async open(testCase: Case, names: DeployedNames): Promise<DoorOpening> {
    const random = seededRandom(contentHash(testCase));
    const group = this.#endpoint.register(names.deployed(testCase.functions), random);
    const close = async (): Promise<void> => this.#endpoint.drop(group);
    return { kind: 'open', functions: { where: this.#where, group, close } };
  }

  /** The endpoint belongs to whoever started it. */
  async close(): Promise<void> {}
}
