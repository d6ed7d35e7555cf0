/** A place in a text that is being parsed; the parsers of paths, predicates and intrinsic functions share it. */
export class TextCursor {
  readonly text: string;
  offset = 0;
  /** How many parts are open around this one. */
  depth: number;

  constructor(text: string, depth = 0) {
    this.text = text;
    this.depth = depth;
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  peek(token: string): boolean {
    return this.text.startsWith(token, this.offset);
  }

  /** Moves past the token if it is next. */
  take(token: string): boolean {
    if (!this.peek(token)) return false;
    this.offset += token.length;
    return true;
  }

  /** Moves past what a sticky pattern matches here. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.offset;
    const match = sticky.exec(this.text);
    if (match === null) return undefined;
    this.offset += match[0].length;
    return match;
  }

  skipSpace(): void {
    while (/\s/.test(this.text[this.offset] ?? '')) this.offset += 1;
  }

  /** Moves past the next occurrence of a token; false where there is none. */
  skipTo(token: string): boolean {
    const found = this.text.indexOf(token, this.offset);
    if (found < 0) return false;
    this.offset = found + token.length;
    return true;
  }

  /** Moves past what stands between two signs that may nest, the signs included; quoted text doesn't count. */
  balanced(opening: string, closing: string): string | undefined {
    if (!this.peek(opening)) return undefined;
    const start = this.offset;
    let depth = 0;
    let quote = '';
    for (let i = start; i < this.text.length; i++) {
      const character = this.text[i] as string;
      if (quote !== '') {
        if (character === '\\') i += 1;
        else if (character === quote) quote = '';
      } else if (character === "'" || character === '"') quote = character;
      else if (character === opening) depth += 1;
      else if (character === closing && --depth === 0) {
        this.offset = i + 1;
        return this.text.slice(start, i + 1);
      }
    }
    return undefined;
  }

  /** Moves past white space and a closing bracket. */
  takeClosing(): boolean {
    this.skipSpace();
    return this.take(']');
  }

  /**
   * A string in single or double quotes. A backslash escapes that quote and is itself otherwise (recorded:
   * test_base_scenarios::test_escape_sequence_parsing[ESCAPE_SEQUENCES_JSONPATH]).
   */
  quoted(): string | undefined {
    const quote = this.text[this.offset];
    if (quote !== "'" && quote !== '"') return undefined;
    let content = '';
    for (let i = this.offset + 1; i < this.text.length; i++) {
      const character = this.text[i] as string;
      if (character === quote) {
        this.offset = i + 1;
        return content;
      }
      if (character === '\\' && this.text[i + 1] === quote) i += 1;
      content += this.text[i] ?? '';
    }
    return undefined;
  }
}
