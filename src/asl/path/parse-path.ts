/** Reads the text of a path. Grammar: Jayway JsonPath, with ASL's roots `$`, `$$` and `$name`. */
import { parsePredicate } from './parse-predicate.ts';
import { makePath, type Path, type PathRoot, type Segment } from './path.ts';
import { TextCursor } from './text-cursor.ts';

/** The characters that end a name in dot notation. */
const NAME = /[^.[\]()'"\s,]+/y;
const VARIABLE = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const SLICE = /(-?\d*\s*:\s*-?\d*(?:\s*:\s*-?\d*)?)\s*\]/y;
const INDEXES = /(-?\d+(?:\s*,\s*-?\d+)*)\s*\]/y;

/** The path that a text spells, or undefined where it spells none. White space behind it is none of it. */
export function parsePath(text: string, depth = 0): Path | undefined {
  const cursor = new TextCursor(text.trimEnd(), depth);
  if (!cursor.take('$')) return undefined;
  const root = readRoot(cursor);
  const segments: Segment[] = [];
  while (!cursor.atEnd) {
    const segment = readSegment(cursor);
    if (segment === undefined) return undefined;
    segments.push(segment);
  }
  return makePath(text, root, segments);
}

function readRoot(cursor: TextCursor): PathRoot {
  if (cursor.take('$')) return { kind: 'context' };
  const name = cursor.match(VARIABLE);
  return name === undefined ? { kind: 'input' } : { kind: 'variable', name: name[0] };
}

function readSegment(cursor: TextCursor): Segment | undefined {
  if (cursor.take('..')) {
    const inner = cursor.peek('[') ? readBracket(cursor) : readDotted(cursor);
    return inner && { kind: 'descent', inner };
  }
  if (cursor.take('.')) return cursor.peek('[') ? readBracket(cursor) : readDotted(cursor);
  return cursor.peek('[') ? readBracket(cursor) : undefined;
}

function readDotted(cursor: TextCursor): Segment | undefined {
  if (cursor.take('*')) return { kind: 'wildcard' };
  const name = cursor.match(NAME)?.[0];
  if (name === undefined) return undefined;
  if (cursor.take('(')) {
    return cursor.skipTo(')') && cursor.atEnd ? { kind: 'function', name } : undefined;
  }
  return { kind: 'property', name };
}

function readBracket(cursor: TextCursor): Segment | undefined {
  cursor.take('[');
  cursor.skipSpace();
  if (cursor.peek("'") || cursor.peek('"')) return readQuotedNames(cursor);
  if (cursor.take('*')) return cursor.takeClosing() ? { kind: 'wildcard' } : undefined;
  if (cursor.peek('(')) return readScript(cursor);
  if (cursor.take('?')) {
    const start = cursor.offset;
    const predicate = parsePredicate(cursor);
    if (predicate && cursor.takeClosing()) return { kind: 'filter', predicate };
    cursor.offset = start;
    return readScript(cursor);
  }
  const slice = cursor.match(SLICE)?.[1];
  if (slice !== undefined) return { kind: 'slice', text: slice.replace(/\s+/g, '') };
  const list = cursor.match(INDEXES)?.[1];
  if (list === undefined) return undefined;
  const indexes = list.split(',').map(Number);
  return indexes.length === 1 ? { kind: 'index', index: indexes[0] as number } : { kind: 'indexes', indexes };
}

/** `(...)` of which nothing is known but where it ends: it is never executed, and a machine that gets there is declined. */
function readScript(cursor: TextCursor): Segment | undefined {
  cursor.skipSpace();
  const text = cursor.balanced('(', ')');
  if (text === undefined || !cursor.takeClosing()) return undefined;
  // A comparison that lacks its right side is no expression in any version of Jayway.
  return /[(=!<>&|]\s*\)$/.test(text) ? undefined : { kind: 'script', text };
}

function readQuotedNames(cursor: TextCursor): Segment | undefined {
  const names: string[] = [];
  do {
    cursor.skipSpace();
    const name = cursor.quoted();
    if (name === undefined) return undefined;
    names.push(name);
    cursor.skipSpace();
  } while (cursor.take(','));
  if (!cursor.takeClosing()) return undefined;
  return names.length === 1 ? { kind: 'property', name: names[0] as string } : { kind: 'properties', names };
}
