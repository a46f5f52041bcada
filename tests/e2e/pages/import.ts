// A page that imports a list into this browser, under a strict CSP; the test says when.
import { importLeads, unfinishedImports } from '@dialdeck/core/import';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';

const target = { campaignId: 'spring', listId: 'fair', country: 'CN' } as const;
const broken: string[] = [];
addEventListener('securitypolicyviolation', ({ violatedDirective }) => broken.push(violatedDirective));

const numberAt = (at: number) => `138${String(10_000_000 + at)}`;

/** The same in every page: UTF-8, or GB18030 from bytes that the test made. */
function listFile(rows: number): Blob {
  const lines = Array.from({ length: rows }, (_, at) => `李伟 ${at},${at % 100 === 99 ? '12' : numberAt(at)}\r\n`);
  return new Blob(['姓名,手机\r\n', ...lines]);
}

const opening = openBrowserStorage({ name: 'import-journey' });

const callable = async () => {
  const queue = await (await opening).openQueue();
  const lanes = await queue.lanes(target.campaignId);
  const leads = await Promise.all(lanes.map((lane) => queue.callable(lane, 100_000)));
  queue.close();
  return leads.flat();
};

let rowsSoFar = 0;

Object.assign(globalThis, {
  journey: {
    broken,
    rowsSoFar: () => rowsSoFar,
    callable: async () => (await callable()).length,
    firstName: async () => (await callable()).map(({ name }) => name).sort()[0],
    unfinished: async () => (await unfinishedImports(await opening)).map(({ id }) => id),
    async run(rows: number, resume?: string) {
      const file = listFile(rows);
      const running = {
        storage: await opening,
        // The page has the national file; the Worker asks it.
        listed: (numbers: readonly string[]) => numbers.filter((number) => number === `+86${numberAt(1)}`),
        onProgress: (progress: { readonly rows: number }) => {
          rowsSoFar = progress.rows;
        },
      };
      const { result } = importLeads(file, resume === undefined ? { ...target, ...running } : { ...running, resume });
      const { rejectedRows, ...counts } = await result;
      return { ...counts, report: await (await rejectedRows('zh')).text() };
    },
    async runBytes(bytes: readonly number[]) {
      const { result } = importLeads(new Blob([Uint8Array.from(bytes)]), { ...target, storage: await opening });
      return (await result).accepted;
    },
  },
});
