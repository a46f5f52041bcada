import { type Person, person } from '@dialdeck/sandbox';

/** Two people of our own, beside those that come with the sandbox. A script is plain async code. */
export const harborPeople: readonly Person[] = [
  person({
    number: '+1 813 555 0143',
    name: 'Maya Okafor',
    does: 'Answers after two seconds and talks about seats',
    zh: { name: 'Maya Okafor', does: '响铃两秒后接听，聊席位' },
    voice: { pitch: 210 },
    async onCall(call) {
      await call.ring(2000);
      await call.answer();
      await call.say('Brightwater Dental, this is Maya.');
      await call.chat(['We have eight seats now.', 'I would like twenty-five from August.']);
    },
  }),
  person({
    number: '+1 312 555 0178',
    name: 'Tom Becker',
    does: 'Calls you about his order, or answers when you call',
    zh: { name: 'Tom Becker', does: '打电话询问订单；您打去时也会接听' },
    voice: { pitch: 115 },
    async onAnswered(call) {
      await call.say('Hi, Tom from Northgate Supply. I am calling about the order form.');
      await call.chat();
    },
  }),
];
