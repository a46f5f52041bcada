import { rmSync } from 'node:fs';
import { test as plain } from 'vitest';
import { type Agent, openAgent } from './browser/agent.js';
import { launchChromium } from './browser/chromium.js';
import { findDropIn } from './browser/drop-in.js';
import type { SignIn } from './browser/page-agent.js';
import { servePage } from './browser/page-server.js';
import { startRig } from './rig/rig.js';
import { makeTempFolder } from './rig/temp-folder.js';

/** What the microphone of the first browser hears, in hertz. */
export const voiceHz = 660;
/** The second browser speaks differently, so that nobody takes their own echo for an answer. */
export const secondVoiceHz = 880;

interface AgentOptions extends Partial<SignIn> {
  /** @defaultValue '1001' */
  readonly user?: string;
  /** What the microphone hears, in hertz. @defaultValue {@link voiceHz} */
  readonly voice?: number;
  /** Which page of the server. @defaultValue '/' */
  readonly path?: string;
}

/**
 * A test with a telephone exchange and browsers. The exchange and the browsers serve all tests of a run,
 * pages are opened for one test. A failed test prints what every page and program said.
 */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads here which fixtures are wanted
  .extend('rig', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const rig = await startRig();
    onCleanup(() => rig.stop());
    return rig;
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('openPage', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const directory = makeTempFolder('voices');
    const dropIn = await findDropIn();
    const server = await servePage(dropIn);
    const browsers = new Map<number, ReturnType<typeof launchChromium>>();
    onCleanup(async () => {
      for (const browser of browsers.values()) await (await browser).close();
      await server.close();
      dropIn.remove();
      rmSync(directory, { recursive: true, force: true });
    });
    return async (voice: number, path = '/'): Promise<Agent> => {
      const browser = browsers.get(voice) ?? launchChromium({ directory, voiceHz: voice });
      browsers.set(voice, browser);
      return openAgent(await browser, new URL(path, server.url).href);
    };
  })
  /** Opens a page that is not signed in. */
  .extend('newcomer', async ({ rig, openPage, task, onTestFinished }) => {
    const agents: Agent[] = [];
    onTestFinished(async () => {
      const failed = task.result?.state === 'fail';
      if (failed) {
        for (const agent of agents) console.error(await agent.report());
        console.error(rig.logs());
      }
      for (const agent of agents) await agent.close();
      await rig.reset();
      const complaints = agents.flatMap((agent) => agent.complaints);
      if (complaints.length > 0 && !failed) throw new Error(`the page complained:\n${complaints.join('\n')}`);
    });
    return async (voice: number = voiceHz, path?: string): Promise<Agent> => {
      const agent = await openPage(voice, path);
      agents.push(agent);
      return agent;
    };
  })
  /** Opens a page and signs in. */
  .extend('signIn', async ({ rig, newcomer }) => {
    return async ({ user = '1001', voice, path, ...options }: AgentOptions = {}): Promise<Agent> => {
      const agent = await newcomer(voice, path);
      const signIn = { uri: `sip:${user}@${rig.domain}`, servers: [rig.server], password: rig.password, ...options };
      const outcome = await agent.ask('signIn', signIn);
      if (!outcome.ok) throw new Error(`${user} could not sign in: ${outcome.code} ${outcome.message}`);
      return agent;
    };
  });
