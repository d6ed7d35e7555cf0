/**
 * The names of a case where one function plays them all: every function of the case under every qualifier is a slot of the run's
 * function (slot-pool.ts), and is mapped back to what the case calls it.
 */
import { parseTree, type Node } from 'jsonc-parser';
import { readFunctionReference } from '../../../asl/state/resource.ts';
import type { Case, FunctionScript } from '../../../case/case.ts';
import { DeployedNames, type Observed } from '../names/deployed-names.ts';
import type { Slot, SlotPool, SlotTarget } from './slot-pool.ts';

/** A slot in use: what the case calls it by. */
export interface UsedSlot {
  /** Undefined where the case has no such version or alias: then the alias doesn't exist either. */
  readonly slot: Slot | undefined;
  readonly alias: string;
  /** Name of the function. */
  readonly name: string;
  readonly qualifier: string | undefined;
  /** The qualifier stands in a field of its own, not behind the name. */
  readonly apart: boolean;
}

export interface SlotNamesOptions {
  readonly prefix: string;
  readonly functions: Case['functions'];
  /** The run's function. */
  readonly functionName: string;
  readonly pool: SlotPool;
}

export class SlotNames extends DeployedNames {
  readonly prefix: string;
  readonly #options: SlotNamesOptions;
  readonly #used = new Map<string, UsedSlot>();
  /** Why a definition that was seen can't be had with one function. */
  unsupported: string | undefined;

  constructor(options: SlotNamesOptions) {
    super(options.prefix, []);
    this.prefix = options.prefix;
    this.#options = options;
  }

  get used(): readonly UsedSlot[] {
    return [...this.#used.values()];
  }

  override functionName(name: string): string | undefined {
    return Object.hasOwn(this.#options.functions, name) ? this.#options.functionName : undefined;
  }

  override reference(name: string, qualifier: string | undefined): string {
    const { functionName, prefix } = this.#options;
    // It was replaced with its qualifier before.
    if (name === functionName) return super.reference(name, qualifier);
    // The case has no such function, and the account may: nobody's is called.
    if (this.functionName(name) === undefined) return super.reference(prefix + name, qualifier);
    return `${functionName}:${this.#use(name, qualifier, false).alias}`;
  }

  /** Replaces FunctionName and Qualifier where they stand side by side. */
  override prepare(definition: string): string {
    const tree = parseTree(definition);
    let text = definition;
    // From the end, so that the places before stay right.
    for (const { offset, length, value } of this.#pairEdits(tree).toSorted((a, b) => b.offset - a.offset))
      text = text.slice(0, offset) + JSON.stringify(value) + text.slice(offset + length);
    return text;
  }

  override mapBack(text: string, observed: Observed): string {
    const { functionName } = this.#options;
    let mapped = text;
    for (const { alias, name, qualifier } of this.used)
      mapped = mapped.replaceAll(
        `${functionName}:${alias}`,
        qualifier === undefined ? name : `${name}:${qualifier}`,
      );
    const apart = this.used.filter((slot) => slot.apart);
    if (apart.length > 0) mapped = this.#mapBare(mapped, apart);
    for (const { alias, qualifier = '' } of apart) mapped = mapped.replaceAll(alias, qualifier);
    return super.mapBack(mapped, observed);
  }

  /** The function's bare name is that of the slot whose alias stands nearest: in the field beside it. */
  #mapBare(text: string, apart: readonly UsedSlot[]): string {
    return text.replaceAll(this.#options.functionName, (_, ...rest: readonly unknown[]) => {
      const place = Number(rest.at(-2));
      const [nearest] = apart
        .map((slot) => ({ slot, distance: distanceTo(text, slot.alias, place) }))
        .toSorted((a, b) => a.distance - b.distance);
      return nearest?.slot.name ?? this.#options.functionName;
    });
  }

  #pairEdits(node: Node | undefined): readonly Edit[] {
    if (node === undefined) return [];
    const inner = (node.children ?? []).flatMap((child) => this.#pairEdits(child));
    if (node.type !== 'object') return inner;
    const fields = new Map(
      (node.children ?? []).map(({ children = [] }) => [String(children[0]?.value), children[1]]),
    );
    const name = fields.get('FunctionName');
    const qualifier = fields.get('Qualifier');
    const called = name ?? fields.get('FunctionName.$');
    const asked = qualifier ?? fields.get('Qualifier.$');
    if (called === undefined || asked === undefined) return inner;
    const edits = isLiteral(name) && isLiteral(qualifier) ? this.#pair(name, qualifier) : undefined;
    if (edits === undefined)
      this.unsupported =
        'FunctionName and Qualifier stand apart and one of them comes from data: which alias of the one deployed function is meant shows only while the machine runs';
    return [...inner, ...(edits ?? [])];
  }

  #pair(nameNode: Node, qualifierNode: Node): readonly Edit[] {
    const text = String(nameNode.value);
    const qualifier = String(qualifierNode.value);
    const reference = readFunctionReference(text);
    // Lambda refuses the name, or nobody has such a function: the qualifier says nothing then.
    if (reference === undefined || this.functionName(reference.name) === undefined) return [];
    const { functionName } = this.#options;
    const tail =
      reference.qualifier === undefined ? reference.name : `${reference.name}:${reference.qualifier}`;
    const head = text.slice(0, text.length - tail.length);
    const { alias } = this.#use(reference.name, qualifier, true);
    const own =
      reference.qualifier === undefined || reference.qualifier === qualifier
        ? alias
        : this.#use(reference.name, reference.qualifier, false).alias;
    const replaced = reference.qualifier === undefined ? functionName : `${functionName}:${own}`;
    return [
      { ...placeOf(nameNode), value: head + replaced },
      { ...placeOf(qualifierNode), value: alias },
    ];
  }

  /** The same slot each time that the case uses the same words. */
  #use(name: string, qualifier: string | undefined, apart: boolean): UsedSlot {
    const key = JSON.stringify([name, qualifier, apart]);
    const known = this.#used.get(key);
    if (known) return known;
    const { functions, pool } = this.#options;
    const target = targetOf(functions[name], qualifier);
    const slot = target === undefined ? undefined : pool.take(target);
    const used = { slot, alias: slot?.alias ?? pool.newName(), name, qualifier, apart };
    this.#used.set(key, used);
    return used;
  }
}

interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly value: string;
}

const placeOf = ({ offset, length }: Node): Pick<Edit, 'offset' | 'length'> => ({ offset, length });

/** A text that is no JSONata expression. */
const isLiteral = (node: Node | undefined): node is Node =>
  typeof node?.value === 'string' && !node.value.startsWith('{%');

/** Where a qualifier leads; undefined where the function has no such version or alias. */
function targetOf(script: FunctionScript | undefined, qualifier: string | undefined): SlotTarget | undefined {
  if (script === undefined) return undefined;
  if (qualifier === undefined || qualifier === '$LATEST') return '$LATEST';
  const alias = script.aliases?.[qualifier];
  if (alias === undefined) return script.versions?.[qualifier] && qualifier;
  const versions =
    typeof alias === 'string' ? [alias] : 'weights' in alias ? Object.keys(alias.weights) : alias;
  const exist = versions.every((one) => one === '$LATEST' || script.versions?.[one] !== undefined);
  if (!exist || (typeof alias !== 'string' && !('weights' in alias))) return undefined;
  return alias;
}

function distanceTo(text: string, alias: string, place: number): number {
  const after = text.indexOf(alias, place);
  const before = text.lastIndexOf(alias, place);
  return Math.min(after < 0 ? Infinity : after - place, before < 0 ? Infinity : place - before);
}
