import { readFileSync } from 'node:fs';

/**
 * Reads a file beside the caller and replaces every `{{name}}`.
 * @throws Error when the file names a value that is not there
 */
export function renderFile(file: URL, values: Readonly<Record<string, string | number>>): string {
  return readFileSync(file, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${file.pathname}: no value for {{${name}}}`);
    return String(value);
  });
}
