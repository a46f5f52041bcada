import { installFakeWebRtc } from '../../packages/core/src/adapters/jssip/scripted/fake-webrtc.ts';
import { createScriptedServer } from '../../packages/core/src/adapters/jssip/scripted/scripted-server.ts';
import { audioSdp } from '../../packages/core/src/adapters/jssip/scripted/sip-message.ts';
import { ordinaryInvite, ordinaryMessage } from './messages.mjs';
import { answers, mustAnswer } from './must-answer.mjs';
import { mutate, randomOf } from './mutate.mjs';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** How often an ordinary call has to ring in between, and how many events a contender may take for an answer. */
const checkEvery = 100;
const patience = 20;

/** One contender behind a scripted exchange, and what it did wrong so far. */
export async function startOrdeal(createContender) {
  installFakeWebRtc();
  const server = createScriptedServer();
  const sent = [];
  let socket;
  const openSocket = (url) => {
    const opened = server.openSocket(url);
    const { send } = opened;
    opened.send = (data) => {
      sent.push(data);
      send(data);
    };
    socket = opened;
    return opened;
  };
  const contender = createContender(openSocket);
  const found = { messages: 0, uncaught: [], lost: [], unanswered: [], deaf: 0, asked: 0 };
  let last = '';
  const note = (error) =>
    found.uncaught.push({
      error: String(error?.stack ?? error)
        .split('\n')
        .slice(0, 3)
        .join(' | '),
      message: last,
    });
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  await contender.connect();

  /** What a browser would report as an uncaught error of the page. */
  function deliver(data) {
    last = typeof data === 'string' ? data : Buffer.from(data).toString('latin1');
    try {
      socket.onmessage?.({ data });
    } catch (error) {
      note(error);
    }
  }

  async function isAnswered(wanted) {
    for (let left = patience; left > 0; left -= 1) {
      if (sent.some((text) => answers(text, wanted))) return true;
      await turn();
    }
    return sent.some((text) => answers(text, wanted));
  }

  async function stayRegistered() {
    if (contender.registered()) return;
    found.lost.push(last);
    await contender.connect();
  }

  return {
    found,
    server,
    contender,
    /** One message, and whether everything that has to happen does. */
    async suffer(data) {
      sent.length = 0;
      found.messages += 1;
      const wanted = typeof data === 'string' ? mustAnswer(data) : mustAnswer(Buffer.from(data).toString('utf8'));
      deliver(data);
      await turn();
      if (wanted) {
        found.asked += 1;
        if (!(await isAnswered(wanted))) found.unanswered.push(last);
      }
      contender.clear();
      await stayRegistered();
    },
    async checkHearing() {
      sent.length = 0;
      const invite = ordinaryInvite();
      deliver(invite);
      if (!(await isAnswered(mustAnswer(invite)))) found.deaf += 1;
      contender.clear();
      await turn();
    },
    async stop() {
      await contender.stop();
      await turn();
      process.off('uncaughtException', note);
      process.off('unhandledRejection', note);
      return found;
    },
  };
}

/** A call that is up, so that messages inside a call have one. */
async function talk({ contender, server }) {
  const call = contender.dial('4155550172');
  const invite = await server.next('INVITE');
  server.reply(invite, 180);
  server.reply(invite, 200, { body: audioSdp() });
  await server.next('ACK');
  return { ...call, invite };
}

/** Thousands of broken messages, the same for the same seed. */
export async function sufferMutations(createContender, { count, seed }) {
  const ordeal = await startOrdeal(createContender);
  let call = await talk(ordeal);
  for (let index = 0; index < count; index += 1) {
    const random = randomOf(seed + index);
    if (call.over()) call = await talk(ordeal);
    await ordeal.suffer(mutate(ordinaryMessage(random, { server: ordeal.server, invite: call.invite }), random));
    if (index % checkEvery === checkEvery - 1) await ordeal.checkHearing();
  }
  call.hangUp();
  return ordeal.stop();
}

/** Messages as bytes, such as those of RFC 4475. */
export async function sufferBytes(createContender, messages) {
  const ordeal = await startOrdeal(createContender);
  for (const bytes of messages) {
    await ordeal.suffer(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    await ordeal.checkHearing();
  }
  return ordeal.stop();
}
