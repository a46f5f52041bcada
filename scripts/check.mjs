// `npm start -- --check`: proves on this machine that the demo makes and takes calls, as a person uses it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoPage, flowedBothWays, launchBrowser } from './demo-page.mjs';
import { startDemoServer } from './demo-server.mjs';

const rows = [];

/** Writes one line of the table. The first line that is not as expected ends the check. */
function expect(step, { expected, seen, ok }) {
  rows.push({ step, expected, seen: String(seen), ok: ok ? 'yes' : 'NO' });
  if (!ok) throw new Error(`${step}: expected ${expected}, seen ${seen}`);
}

function printTable() {
  const columns = ['step', 'expected', 'seen', 'ok'];
  const width = (name) => Math.max(name.length, ...rows.map((row) => row[name].length));
  const line = (cells) =>
    columns
      .map((name) => cells[name].padEnd(width(name)))
      .join('  ')
      .trimEnd();
  console.log(line({ step: 'step', expected: 'expected', seen: 'seen', ok: 'ok' }));
  console.log(columns.map((name) => '─'.repeat(width(name))).join('  '));
  for (const row of rows) console.log(line(row));
}

async function proveAudio(demo, step) {
  const audio = await demo.audioDuring(2000);
  const { packetsSent, packetsReceived, energySent, energyReceived } = audio;
  const seen = `${packetsSent} / ${packetsReceived} packets, energy ${energySent.toFixed(3)} / ${energyReceived.toFixed(3)}`;
  expect(step, { expected: 'packets and energy out / in', seen, ok: flowedBothWays(audio) });
}

async function talk(demo) {
  await demo.callCustomer('Ava Chen');
  await demo.talking();
  const from = Date.now();
  const { name = '' } = (await demo.state()).calls[0]?.customers[0] ?? {};
  expect('Click the number of Ava Chen', {
    expected: 'talking to Ava Chen',
    seen: `talking to ${name}`,
    ok: name === 'Ava Chen',
  });
  await proveAudio(demo, 'Sound both ways');
  await demo.endCall();
  const talked = Date.now() - from;
  await demo.dispose('Sale');
  return talked;
}

async function callInVain(demo, { name, word, result }) {
  await demo.callCustomer(name);
  await demo.afterCall(20_000);
  const seen = (await demo.state()).wrapUp?.end.reason ?? 'none';
  expect(`Call ${name}`, { expected: word, seen, ok: seen === word });
  await demo.dispose(result);
}

const expectedRecords = [
  { name: 'Clara Novak', outcome: 'no-answer', disposition: 'no-interest', label: 'No interest' },
  { name: 'Ben Ortiz', outcome: 'busy', disposition: 'callback', label: 'Call back' },
  { name: 'Ava Chen', outcome: 'answered', disposition: 'sale', label: 'Sale' },
];

const clock = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

async function proveRecords(demo, talked) {
  const records = await demo.records();
  const shown = await demo.historyRows();
  expect('Reload: records in storage', { expected: '3', seen: records.length, ok: records.length === 3 });
  expectedRecords.forEach(({ name, outcome, disposition, label }, index) => {
    const { talkMs = -1, ...record } = records[index] ?? {};
    const lengthOk = outcome === 'answered' ? Math.abs(talkMs - talked) < 1000 : talkMs === 0;
    const expected =
      outcome === 'answered'
        ? `${outcome}, ${disposition}, about ${clock(talked)}`
        : `${outcome}, ${disposition}, 0:00`;
    const seen = `${record.outcome}, ${record.disposition}, ${clock(talkMs)}`;
    const same = record.name === name && record.outcome === outcome && record.disposition === disposition;
    expect(`Record of ${name}`, { expected, seen, ok: same && lengthOk });
    const row = shown[index] ?? { name: '', result: '', length: '' };
    const length = talkMs > 0 ? clock(talkMs) : '–';
    expect(`History shows ${name}`, {
      expected: `${label}, ${length}`,
      seen: `${row.result}, ${row.length}`,
      ok: row.name === name && row.result === label && row.length === length,
    });
  });
}

async function takeCall(demo) {
  await demo.haveCall('Tom Becker');
  await demo.answer();
  await demo.talking();
  const { direction, customers } = (await demo.state()).calls[0];
  const seen = `${direction} from ${customers[0]?.name}`;
  expect('Answer a call', { expected: 'incoming from Tom Becker', seen, ok: seen === 'incoming from Tom Becker' });
  await proveAudio(demo, 'Sound both ways');
  await demo.endCall();
  await demo.dispose('Sale');
  const [record] = await demo.records();
  const outcome = `${record?.direction}, ${record?.outcome}`;
  expect('Record of Tom Becker', {
    expected: 'incoming, answered',
    seen: outcome,
    ok: outcome === 'incoming, answered',
  });
}

/** Five leads of a progressive campaign, unattended: each is checked, called once, and written down with its outcome. */
async function runCampaign(demo) {
  await demo.startCampaign('Progressive');
  const calls = await demo.campaignCalls(5);
  const numbers = new Set(calls.map(({ number }) => number));
  const sound = calls.filter(
    ({ status, outcome, allowedUnder }) => status === 'done' && outcome && allowedUnder.length > 3,
  );
  expect('A short campaign by itself', {
    expected: '5 leads or more called, each once',
    seen: `${calls.length} calls to ${numbers.size} leads: ${calls.map(({ outcome }) => outcome).join(', ')}`,
    ok: calls.length >= 5 && numbers.size === calls.length,
  });
  expect('Its calls are checked and complete', {
    expected: `${calls.length} with outcome and rules`,
    seen: `${sound.length} with outcome and rules`,
    ok: sound.length === calls.length,
  });
}

async function run(demo, url) {
  await demo.open(`${url}?speed=4&ring=5`);
  const { connection } = await demo.state();
  expect('Open the page', { expected: 'connected', seen: connection.status, ok: connection.status === 'connected' });
  const talked = await talk(demo);
  await callInVain(demo, { name: 'Ben Ortiz', word: 'busy', result: 'Call back' });
  await callInVain(demo, { name: 'Clara Novak', word: 'no-answer', result: 'No interest' });
  await demo.page.reload();
  await demo.ready();
  await proveRecords(demo, talked);
  await takeCall(demo);
  await runCampaign(demo);
}

async function main() {
  const started = Date.now();
  const server = await startDemoServer();
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.setDefaultTimeout(15_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await run(createDemoPage(page), server.url);
    expect('Errors in the page', {
      expected: 'none',
      seen: complaints.join('; ') || 'none',
      ok: complaints.length === 0,
    });
    printTable();
    console.log(`\nThe demo works. ${((Date.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    const picture = join(mkdtempSync(join(tmpdir(), 'dialdeck-check-')), 'page.png');
    await page.screenshot({ path: picture }).catch(() => undefined);
    printTable();
    console.error(`\nFAILED: ${error.message}\n${complaints.join('\n')}\nWhat the page looked like: ${picture}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
    await server.close();
  }
}

await main().catch((error) => {
  console.error(`FAILED: ${error.message}`);
  process.exitCode = 1;
});
