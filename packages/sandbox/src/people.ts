import { peopleInTrouble } from './people-in-trouble.js';
import { type Person, person } from './person.js';

const answers = person({
  number: '+1 202 555 0101',
  name: 'Ava Chen',
  does: 'Answers after two seconds and talks',
  zh: { name: '陈爱华', does: '响铃两秒后接听并交谈' },
  voice: { pitch: 205 },
  async onCall(call) {
    await call.ring(2000);
    await call.answer();
    await call.say('Hello, this is Ava speaking.');
    await call.chat();
  },
});

const busy = person({
  number: '+1 202 555 0102',
  name: 'Ben Ortiz',
  does: 'Is always on the phone: busy (SIP 486)',
  zh: { name: '欧本', does: '一直占线（SIP 486）' },
  onCall: (call) => call.reject(486),
});

const noAnswer = person({
  number: '+1 202 555 0103',
  name: 'Clara Novak',
  does: 'Never answers: it rings until you give up',
  zh: { name: '柯拉拉', does: '一直不接听，直到您放弃' },
  onCall: (call) => call.ring(),
});

const declines = person({
  number: '+1 202 555 0104',
  name: 'Dev Patel',
  does: 'Looks at the number and declines (SIP 603)',
  zh: { name: '戴维', does: '看到号码后拒接（SIP 603）' },
  async onCall(call) {
    await call.ring(3000);
    await call.reject(603);
  },
});

const wrongNumber = person({
  number: '+1 202 555 0105',
  name: 'Nobody',
  does: 'A number that does not exist (SIP 404)',
  zh: { name: '空号', does: '号码不存在（SIP 404）' },
  onCall: (call) => call.reject(404),
});

const voicemail = person({
  number: '+1 202 555 0106',
  name: 'Elena Rossi',
  does: 'Voicemail: a greeting, a beep, then it listens',
  zh: { name: '罗艾琳', does: '语音信箱：问候语、提示音，然后录音' },
  voice: { pitch: 190 },
  async onCall(call) {
    await call.ring(4000);
    await call.answer();
    await call.say('You have reached Elena Rossi. I cannot take your call now. Please leave a message after the tone.');
    await call.beep(600);
  },
});

const hangsUp = person({
  number: '+1 202 555 0107',
  name: 'Frank Miller',
  does: 'Answers, and hangs up after a few words',
  zh: { name: '米福兰', does: '接听后说几句就挂断' },
  voice: { pitch: 105 },
  async onCall(call) {
    await call.ring(1500);
    await call.answer();
    await call.say('Hello? No, thank you, I am not interested. Goodbye.');
    await call.hangUp();
  },
});

const holds = person({
  number: '+1 202 555 0108',
  name: 'Grace Kim',
  does: 'Answers, puts you on hold for six seconds, comes back',
  zh: { name: '金恩惠', does: '接听后让您等待六秒再回来' },
  voice: { pitch: 220 },
  async onCall(call) {
    await call.ring(1500);
    await call.answer();
    await call.say('Hello, one moment please.');
    await call.hold();
    await call.wait(6000);
    await call.resume();
    await call.say('Thank you for waiting.');
    await call.chat();
  },
});

const callsBack = person({
  number: '+1 202 555 0109',
  name: 'Hugo Lindqvist',
  does: 'Says he will call back, and does so after three seconds',
  zh: { name: '林雨果', does: '说稍后回电，三秒后打来' },
  voice: { pitch: 125 },
  async onCall(call) {
    await call.ring(1500);
    await call.answer();
    await call.say('I am driving. I will call you back.');
    call.callBack(3000);
    await call.hangUp();
  },
});

const serverTrouble = person({
  number: '+1 202 555 0110',
  name: 'Out of service',
  does: 'The carrier is in trouble (SIP 503)',
  zh: { name: '线路故障', does: '运营商故障（SIP 503）' },
  onCall: (call) => call.reject(503),
});

const unavailable = person({
  number: '+1 202 555 0111',
  name: 'Ines Duarte',
  does: 'Her telephone is switched off (SIP 480)',
  zh: { name: '杜英娜', does: '手机已关机（SIP 480）' },
  onCall: (call) => call.reject(480),
});

const menu = person({
  number: '+1 202 555 0112',
  name: 'Northwind switchboard',
  does: 'A menu: press 1 to hear a voice, 2 to be hung up on',
  zh: { name: '北风总机', does: '语音菜单：按 1 交谈，按 2 挂断' },
  voice: { pitch: 150 },
  async onCall(call) {
    await call.ring(800);
    await call.answer();
    await call.say('Welcome to Northwind. For sales, press one. To end this call, press two.');
    for (;;) {
      const tone = await call.tone();
      if (tone === '1') await call.chat(['You are talking to sales.', 'What can I do for you?']);
      if (tone === '2') await call.hangUp();
      await call.say('I did not understand that.');
    }
  },
});

/** People to call in demos, stories and tests. Their numbers are set aside for fiction and reach nobody. */
export const readyMadePeople: readonly Person[] = Object.freeze([
  answers,
  busy,
  noAnswer,
  declines,
  wrongNumber,
  voicemail,
  hangsUp,
  holds,
  callsBack,
  serverTrouble,
  unavailable,
  menu,
  ...peopleInTrouble,
]);
