import type { customerWords } from '../customer/customer-words.js';
import type { historyWords } from '../history/history-words.js';
import { isolated } from '../shared/isolated.js';

const words = {
  // Softphone
  dialer: 'Dialer',
  dial: 'Dial',
  history: 'History',
  devices: 'Devices',
  shrink: 'Shrink to bar',
  expand: 'Open dialer',
  offline: 'Offline',
  connecting: 'Connecting',
  ready: 'Ready',
  onCall: 'On call',
  afterCall: 'After call',
  notReady: 'Not ready',
  noNetwork: 'No network',
  // Pad
  numberField: 'Number',
  keypad: 'Keypad',
  keyStar: 'Star',
  keyHash: 'Hash',
  keyZero: '0, hold for plus',
  plus: 'Plus',
  erase: 'Delete last digit',
  call: 'Call',
  redial: 'Redial',
  sendTonesTo: 'Tones to {name}',
  // Calls
  stage: 'Call state',
  actions: 'Actions',
  controls: 'Call controls',
  dialing: 'Dialing',
  ringing: 'Ringing',
  connectingCall: 'Connecting',
  incoming: 'Incoming call',
  talking: 'Talking',
  held: 'On hold',
  heldFor: '{time} on hold',
  heldByThem: 'They put you on hold',
  reconnecting: 'Reconnecting',
  moreHeld: '+{count} on hold',
  cancelCall: 'Cancel call',
  endCall: 'End call',
  answer: 'Answer',
  answerHold: 'Answer, hold {name}',
  answerHoldCall: 'Answer, hold call',
  decline: 'Decline',
  mute: 'Mute',
  muted: 'Muted',
  hold: 'Hold',
  resume: 'Resume',
  transfer: 'Transfer',
  addPerson: 'Add person',
  record: 'Record',
  swap: 'Swap',
  note: 'Note',
  notePlaceholder: 'Note. Stays after the call.',
  interrupted: 'The network dropped. The call is still open; {name} may not hear you.',
  stayHere: 'Stay on this page.',
  tryNumber: 'Try {count}.',
  unknownCaller: 'Unknown caller',
  customer: 'Customer',
  divertedFrom: 'Diverted from',
  // After the call
  talked: 'Talked {time}',
  result: 'Result',
  chooseResult: 'Choose a result to go on.',
  saveNext: 'Save and next',
  callbackAt: 'When, your time',
  moreWaiting: '{count} more to finish',
  sale: 'Sale',
  callback: 'Call back',
  'send-offer': 'Send offer',
  'no-interest': 'No interest',
  'wrong-person': 'Wrong person',
  voicemail: 'Voicemail',
  language: 'Language',
  'do-not-call': 'Do not call',
  // How a call ended
  'hung-up': 'Ended',
  answered: 'Answered',
  'in-progress': 'In progress',
  missed: 'Missed',
  rejected: 'Declined',
  busy: 'Busy',
  declined: 'They declined',
  'no-answer': 'No answer',
  'not-found': 'Number does not exist',
  unavailable: 'Not reachable',
  cancelled: 'Cancelled',
  'answered-elsewhere': 'Answered elsewhere',
  failed: 'Failed',
  // Trouble
  cannotCall: 'Calls can’t start until this is solved',
  connect: 'Connect',
  testAgain: 'Test again',
  connectAgain: 'Connect again',
  code: 'Code',
  stepSliders: 'Select the sliders icon beside the address.',
  stepAllow: 'Set Microphone to Allow.',
  stepTest: 'Test again. No reload needed.',
  // Announced
  sayCalling: 'Calling {name}.',
  sayRinging: 'Ringing.',
  sayTalking: 'Talking to {name}.',
  sayIncoming: 'Incoming call. {name}.',
  sayMissed: 'Missed call. {name}.',
  sayHeld: '{name} is on hold.',
  sayResumed: '{name} is off hold.',
  sayMuted: 'Muted.',
  sayUnmuted: 'Microphone on.',
  sayLost: 'Connection lost. The call is kept.',
  sayNoServer: 'Connection lost.',
  sayBack: 'Connected again.',
  sayBetter: 'The call sounds better again.',
  sayEnded: 'Call ended, {duration}.',
  sayEndedUnanswered: '{outcome}.',
  // Customer and history
  openInCrm: 'Open in CRM',
  phone: 'Phone',
  noCallsYet: 'No calls yet.',
  callTo: 'Call {name}, {number}',
  name: 'Name',
  time: 'Time',
  length: 'Length',
  abandoned: 'Let go',
  retry: 'Retry',
};

type Words = typeof words & typeof customerWords & typeof historyWords;

/** One language. A missing key is a type error. */
export type Messages = Readonly<Record<keyof Words, string>>;

/**
 * The words of the elements in English. Every other language has the same keys; `{name}` and the like are filled in.
 * Elements with many words of their own add them as they load.
 */
export const en = words as Messages;

export const addEnglish = (more: Partial<Messages>): void => void Object.assign(words, more);

/** Puts values into the braces of a message; a value cannot turn around the words beside it. */
export const fill = (message: string, values: Readonly<Record<string, string | number>>): string =>
  message.replace(/\{(\w+)\}/g, (brace, key: string) => isolated(String(values[key] ?? brace)));
