import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { toneBursts } from '../rig/tone.js';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @throws Error when there is no Chromium and no `CHROME_PATH` */
export function findChromium(): string {
  const path = process.env.CHROME_PATH ?? places.find((place) => existsSync(place));
  if (path === undefined) throw new Error('no Chromium: apt-get install chromium, or set CHROME_PATH');
  return path;
}

/** Starts a Chromium whose microphone hears bursts of `voiceHz`. */
export function launchChromium({
  directory,
  voiceHz,
}: {
  readonly directory: string;
  readonly voiceHz: number;
}): Promise<Browser> {
  const voice = join(directory, `voice-${voiceHz}.wav`);
  writeFileSync(voice, toneBursts(voiceHz));
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${voice}`,
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      '--allow-loopback-in-peer-connection',
    ],
  });
}
