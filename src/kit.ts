/** The kit's own name and version, and what a configuration file imports. */
import packageFile from '../package.json' with { type: 'json' };

export { defineConfig } from './targets/config/config.ts';
export type * from './targets/config/config.ts';

/** Reports, recordings and certificates name it: another version may judge another way. */
export const KIT_VERSION: string = packageFile.version;
