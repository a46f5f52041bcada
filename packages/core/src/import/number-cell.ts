import { loadNumberReader } from '../numbers/number-reader.js';

/** Reads the numbers of a cell in E.164; `undefined` for each part that is none. */
export type CellReader = (cell: string) => readonly (string | undefined)[];

/** Between two numbers in one cell. */
const between = /[;；、\n|]+| \/ |, /;

/** Excel writes long numbers so when a column is too narrow for it: the digits behind are lost. */
const scientific = /^\d(\.\d+)?e\+?\d+$/i;

/** Loads the numbering plans. @param country for numbers without a country code, ISO 3166-1 alpha-2 */
export async function loadCellReader(country?: string): Promise<CellReader> {
  const read = await loadNumberReader(country);
  const one = (written: string): string | undefined => {
    if (written.length > 64 || scientific.test(written)) return undefined;
    // A spreadsheet that was told to keep a number as text leaves the mark: '0201…, ="0201…".
    const plain = written
      .normalize('NFKC')
      .replace(/^'|^="?|"$/g, '')
      .trim();
    return read(plain) ?? (/^00[1-9]\d{6,}$/.test(plain) ? read(`+${plain.slice(2)}`) : undefined);
  };
  return (cell) =>
    between.test(cell)
      ? cell
          .split(between)
          .map((part) => part.trim())
          .filter((part) => part !== '')
          .map(one)
      : [one(cell.trim())];
}
