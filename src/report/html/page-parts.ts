/** The script and the style sheet of the page, made from `page/`, with the hashes by which the page's policy admits them. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { buildSync, type BuildOptions } from 'esbuild';

export interface PagePart {
  /** Stands between its tags as it is. */
  readonly text: string;
  /** As a source of a content security policy: `'sha256-...'`. */
  readonly source: string;
}

export interface PageParts {
  readonly script: PagePart;
  readonly style: PagePart;
}

let built: PageParts | undefined;

/** Built once in a process. */
export function pageParts(): PageParts {
  built ??= { script: build('main.ts', { format: 'iife' }), style: build('page.css', {}) };
  return built;
}

/** esbuild writes `<\/script` and `<\/style` where a text would end its element. */
function build(name: string, options: BuildOptions): PagePart {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`./page/${name}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    target: ['chrome123', 'firefox128', 'safari17.5'],
    ...options,
  });
  const text = outputFiles?.[0]?.text;
  if (text === undefined) throw new Error(`esbuild made nothing of ${name}`);
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
