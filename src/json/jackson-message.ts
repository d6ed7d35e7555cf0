/**
 * What Jackson says of a text that isn't JSON. AWS passes the message on: ERRORS.md under InvalidExecutionInput and
 * INVALID_JSON_DESCRIPTION, AWS-BEHAVIOUR 2.3.11. The commonest cases are worded as recorded, the rest is inferred.
 */
import { DEEPEST, NESTING_MESSAGE } from './nesting.ts';

export interface JacksonProblem {
  readonly message: string;
  /** Counted from 1, as Jackson prints them. */
  readonly line: number;
  readonly column: number;
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const TOKEN = /[\p{L}\p{N}_$]+/uy;

/** Jackson's account of the first problem in a text; `offset` is where a parser stopped. */
export function jacksonProblem(text: string): JacksonProblem | undefined {
  const scan = new Scanner(text);
  scan.space();
  if (scan.atEnd) return scan.problem('No content to map due to end-of-input');
  const found = scan.value();
  if (found) return found;
  scan.space();
  return scan.atEnd ? undefined : scan.unexpectedToken();
}

/** A reader of JSON that knows nothing but where it stands and what it expected. */
class Scanner {
  readonly #text: string;
  #at = 0;
  /** How many arrays and objects are open. */
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  problem(message: string, at = this.#at): JacksonProblem {
    const before = this.#text.slice(0, at);
    const line = before.split('\n').length;
    return { message, line, column: at - (before.lastIndexOf('\n') + 1) + 1 };
  }

  value(): JacksonProblem | undefined {
    this.space();
    const character = this.#text[this.#at];
    if (character === undefined) return this.problem('Unexpected end-of-input');
    if (character === '{') return this.#container(() => this.#object());
    if (character === '[') return this.#container(() => this.#array());
    if (character === '"') return this.#string();
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = this.#at;
    const digits = number.exec(this.#text);
    if (digits) {
      this.#at += digits[0].length;
      return undefined;
    }
    return this.unexpectedToken();
  }

  /** A bare word, or a character that starts no value. */
  unexpectedToken(): JacksonProblem | undefined {
    TOKEN.lastIndex = this.#at;
    const word = TOKEN.exec(this.#text)?.[0];
    if (word === 'true' || word === 'false' || word === 'null') {
      this.#at += word.length;
      return undefined;
    }
    if (word === undefined || /^\d/.test(word)) return this.#unexpected('expected a valid value ' + VALUES);
    // Jackson points just behind the word.
    return this.problem(`Unrecognized token '${word}': was expecting ${VALUES}`, this.#at + word.length);
  }

  #unexpected(expected: string): JacksonProblem {
    const character = this.#text[this.#at];
    if (character === undefined) return this.problem(`Unexpected end-of-input: ${expected}`);
    return this.problem(
      `Unexpected character ('${character}' (code ${character.codePointAt(0)})): ${expected}`,
      this.#at + 1,
    );
  }

  #string(): JacksonProblem | undefined {
    for (let i = this.#at + 1; i < this.#text.length; i++) {
      const character = this.#text[i] as string;
      if (character === '\\') i += 1;
      else if (character === '"') {
        this.#at = i + 1;
        return undefined;
      } else if (character < ' ') {
        return this.problem(
          `Illegal unquoted character ((CTRL-CHAR, code ${character.charCodeAt(0)})): has to be escaped using backslash to be included in string value`,
          i + 1,
        );
      }
    }
    return this.problem(
      'Unexpected end-of-input: was expecting closing quote for a string value',
      this.#text.length,
    );
  }

  #container(read: () => JacksonProblem | undefined): JacksonProblem | undefined {
    this.#depth += 1;
    if (this.#depth > DEEPEST) return this.problem(NESTING_MESSAGE, this.#at + 1);
    const found = read();
    this.#depth -= 1;
    return found;
  }

  #array(): JacksonProblem | undefined {
    this.#at += 1;
    this.space();
    if (this.#take(']')) return undefined;
    do {
      const found = this.value();
      if (found) return found;
      this.space();
    } while (this.#take(','));
    return this.#take(']') ? undefined : this.#unexpected('was expecting comma to separate Array entries');
  }

  #object(): JacksonProblem | undefined {
    this.#at += 1;
    this.space();
    if (this.#take('}')) return undefined;
    do {
      this.space();
      if (this.#text[this.#at] !== '"')
        return this.#unexpected('was expecting double-quote to start field name');
      const name = this.#string();
      if (name) return name;
      this.space();
      if (!this.#take(':')) return this.#unexpected('was expecting a colon to separate field name and value');
      const found = this.value();
      if (found) return found;
      this.space();
    } while (this.#take(','));
    return this.#take('}') ? undefined : this.#unexpected('was expecting comma to separate Object entries');
  }

  #take(token: string): boolean {
    if (this.#text[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}
