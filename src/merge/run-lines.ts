/** The whole lines of a file of lines, one in memory at a time. */
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { textLines, type TextLine } from '../report/run-files/text-lines.ts';

/** Throws a RunFileError for a last line that was cut off, and where there is no such file. */
export async function* runLines(file: string): AsyncGenerator<TextLine> {
  try {
    for await (const line of textLines(file)) {
      if (!line.ended)
        throw new RunFileError(
          `${file}:${line.number}`,
          'the line was cut off: expected a whole JSON object and a line feed. What wrote it was killed, or the file was cut.',
        );
      yield line;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new RunFileError(file, 'there is no such file.');
  }
}
