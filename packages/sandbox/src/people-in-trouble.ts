import { type Person, person } from './person.js';

const refusesHold = person({
  number: '+1 202 555 0113',
  name: 'Jonas Weber',
  does: 'Answers, and refuses to be put on hold (SIP 488)',
  zh: { name: '韦伯', does: '接听，但拒绝被保持（SIP 488）' },
  voice: { pitch: 115 },
  async onCall(call) {
    await call.ring(800);
    await call.answer();
    await call.refuseChanges();
    await call.chat();
  },
});

const collides = person({
  number: '+1 202 555 0114',
  name: 'Kira Petrova',
  does: 'Answers, and presses hold in the moment you do (SIP 491 both ways)',
  zh: { name: '基拉', does: '接听，并与您同时按下保持（双方均收到 SIP 491）' },
  voice: { pitch: 210 },
  async onCall(call) {
    await call.ring(800);
    await call.answer();
    await call.collide();
    await call.chat();
  },
});

const playsFirst = person({
  number: '+1 202 555 0115',
  name: 'Harbour line',
  does: 'Says something before it answers (SIP 183 with audio)',
  zh: { name: '海港专线', does: '接听前先播放提示音（SIP 183 带音频）' },
  voice: { pitch: 160 },
  async onCall(call) {
    await call.early();
    await call.say('All our agents are busy. You will not be charged for waiting.');
    await call.answer();
    await call.chat();
  },
});

const moved = person({
  number: '+1 202 555 0116',
  name: 'Moved',
  does: 'Has another number now (SIP 302)',
  zh: { name: '已换号', does: '已更换号码（SIP 302）' },
  onCall: (call) => call.reject(302, { Contact: '<sip:+12025550101@sandbox.invalid>' }),
});

const longTimer = person({
  number: '+1 202 555 0117',
  name: 'Strict carrier',
  does: 'Insists on a session timer of half an hour (SIP 422), then answers',
  zh: { name: '严格运营商', does: '要求半小时会话定时器（SIP 422），随后接听' },
  async onCall(call) {
    if (call.header('Session-Expires') === undefined) return call.reject(422, { 'Min-SE': '1800' });
    await call.ring(500);
    await call.answer();
    await call.chat();
  },
});

const overloaded = person({
  number: '+1 202 555 0118',
  name: 'Overloaded carrier',
  does: 'Asks to be left alone for half a minute (SIP 503 with Retry-After)',
  zh: { name: '繁忙运营商', does: '要求半分钟后再试（SIP 503，带 Retry-After）' },
  onCall: (call) => call.reject(503, { 'Retry-After': '30' }),
});

const answersTwice = person({
  number: '+1 202 555 0119',
  name: 'Lena Fischer',
  does: 'Answers on two telephones at once (two SIP 200)',
  zh: { name: '莉娜', does: '两部电话同时接听（两个 SIP 200）' },
  voice: { pitch: 200 },
  async onCall(call) {
    await call.ring(800);
    await call.answerTwice();
    await call.chat();
  },
});

const hangsUpLate = person({
  number: '+1 202 555 0120',
  name: 'Marco Conti',
  does: 'Hangs up after a few words, and you hear of it three seconds later',
  zh: { name: '马可', does: '说几句后挂断，三秒后您才得知' },
  voice: { pitch: 120 },
  async onCall(call) {
    await call.ring(800);
    await call.answer();
    await call.say('I am going into a tunnel.');
    await call.hangUp({ lateByMs: 3000 });
  },
});

const slow = person({
  number: '+1 202 555 0121',
  name: 'Far away',
  does: 'Rings only after six seconds of nothing',
  zh: { name: '远方', does: '六秒无声后才开始响铃' },
  voice: { pitch: 140 },
  async onCall(call) {
    await call.wait(6000);
    await call.ring(1500);
    await call.answer();
    await call.chat();
  },
});

/** People whose telephones and carriers do what telephones and carriers do on bad days. */
export const peopleInTrouble: readonly Person[] = Object.freeze([
  refusesHold,
  collides,
  playsFirst,
  moved,
  longTimer,
  overloaded,
  answersTwice,
  hangsUpLate,
  slow,
]);
