import { type Config, configNames, readConfig, readSettings } from '../engine/config';
import { inFolder } from './uri';

/** The section of the editor's settings that is ours. */
export const section = 'lakewarden';

/**
 * The settings that an editor sends (`workspace/configuration`, `initializationOptions` or
 * `workspace/didChangeConfiguration`), with or without the section around them. What is wrong in them has its
 * default; the editor's own schema tells people about it.
 */
export function editorConfig(sent: unknown, ruleIds: ReadonlySet<string>): Config {
  const outer: unknown = sent;
  const inner = typeof outer === 'object' && outer !== null && section in outer ? outer[section] : outer;
  const { settings, ignore } = readSettings(inner, ruleIds);
  return { settings, ignore, problems: [] };
}

/**
 * The settings in a workspace folder. They replace those of the editor as a whole, so that everyone who works on
 * the folder, and the terminal, sees the same findings. Undefined without such a file.
 */
export async function folderConfig(
  folder: string,
  ruleIds: ReadonlySet<string>,
  read: (file: string) => Promise<string | undefined>,
): Promise<Config | undefined> {
  for (const name of configNames) {
    const text = await read(inFolder(folder, name));
    if (text !== undefined) return readConfig(text, name.endsWith('.json') ? 'json' : 'yaml', ruleIds);
  }
  return undefined;
}

export function isConfigOf(folder: string, file: string): boolean {
  return configNames.some((name) => inFolder(folder, name) === file);
}
