import type { Browser, Page } from 'playwright-core';
import type { PageAgent } from './page-agent.js';

type Name = keyof PageAgent;

/** A page with a signed-in agent, driven from the test. */
export interface Agent {
  readonly page: Page;
  /** Asks the page; see `page-agent.ts` for what there is. Rejects after `limitMs` (20 s). */
  ask<N extends Name>(name: N, ...args: Parameters<PageAgent[N]>): Promise<Awaited<ReturnType<PageAgent[N]>>>;
  /** The SIP dialogue in one line, `>` sent and `<` received. */
  dialogue(): Promise<string>;
  /** Everything that went wrong in the page: policy violations and uncaught errors. */
  readonly complaints: readonly string[];
  /** For a test that failed. */
  report(): Promise<string>;
  close(): Promise<void>;
}

/** Opens the bare page in a fresh profile of a browser. */
export async function openAgent(browser: Browser, url: string): Promise<Agent> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  const spoken: string[] = [];
  await page.exposeFunction('complain', (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
      const { complain } = globalThis as unknown as { complain: (text: string) => void };
      complain(`policy violation: ${violatedDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`);
    });
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack || error.message || String(error)}`));
  page.on('requestfailed', (request) =>
    spoken.push(`not loaded: ${request.url()} ${request.failure()?.errorText ?? ''}`),
  );
  page.on('console', (message) => {
    spoken.push(`${message.type()}: ${message.text()}`);
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(url);
  await page
    .waitForFunction(() => 'pageAgent' in globalThis)
    .catch((error: Error) => {
      throw new Error(`the page did not load: ${[...complaints, ...spoken].join('\n')}\n${error.message}`);
    });

  const ask: Agent['ask'] = async (name, ...args) => {
    const asked = page.evaluate(
      ([method, values]) => {
        const { pageAgent } = globalThis as unknown as { pageAgent: Record<string, (...values: unknown[]) => unknown> };
        return pageAgent[method]?.(...values);
      },
      [name as string, args as unknown[]] as const,
    );
    return (await within(asked, `${name}(${JSON.stringify(args).slice(1, -1)})`)) as never;
  };

  return {
    page,
    ask,
    complaints,
    async dialogue() {
      return (await ask('wire')).map(titleOf).join(' ');
    },
    async report() {
      const wire = page.isClosed() ? [] : await ask('wire').catch(() => []);
      return [`--- page`, ...complaints, ...spoken, `--- page's SIP`, ...wire].join('\n');
    },
    async close() {
      await ask('dispose').catch(() => {});
      await context.close();
    },
  };
}

async function within<T>(promise: Promise<T>, what: string, limitMs = 20_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the page did not finish ${what} in ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function titleOf(entry: string): string {
  const [direction = '', ...rest] = entry.split(' ');
  const text = rest.join(' ');
  const status = text.match(/^SIP\/2\.0 (\d+)/)?.[1];
  const method = text.match(/^CSeq:\s*\d+\s+(\w+)/im)?.[1] ?? '';
  return `${direction}${status === undefined ? rest[0] : `${status} ${method}`}`;
}
