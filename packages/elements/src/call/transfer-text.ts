/** The words of a transfer. They come with its panel, not with every page. */
const en = {
  transferTo: 'Transfer {name} to',
  targetHint: 'Name, number or extension',
  people: 'People',
  found: 'Found: {count}. Arrow keys choose.',
  sendNow: 'Send now',
  askFirst: 'Ask first',
  backToCall: 'Back to call',
  cancel: 'Cancel',
  complete: 'Complete transfer',
  consulting:
    '{name} is on hold. Complete joins {name} with {other} and ends your part. Cancel takes you back to {name}.',
  sending: 'Sending {name} to {target}.',
  ringing: 'Sending {name} to {target}. It rings there.',
  addTo: 'Call somebody about {name}, then join the calls',
  callThem: 'Call',
  merge: 'Join calls',
  split: 'Split',
  together: '{name} and {other} hear you and each other. Mute and hold are for both.',
  waiting: '{name} and {other} are on hold, and hear nobody.',
  drop: 'End {name}',
  endBoth: 'End both calls',
};

export type TransferText = Readonly<Record<keyof typeof en, string>>;

const zh: TransferText = {
  transferTo: '将{name}转接至',
  targetHint: '姓名、号码或分机',
  people: '人员',
  found: '找到 {count} 人，用方向键选择。',
  sendNow: '直接转接',
  askFirst: '先询问',
  backToCall: '返回通话',
  cancel: '取消',
  complete: '完成转接',
  consulting: '{name}正在保持中。完成转接后，{name}将与{other}通话，您的通话结束；取消则回到{name}。',
  sending: '正在将{name}转接至 {target}。',
  ringing: '正在将{name}转接至 {target}，对方正在振铃。',
  addTo: '先就{name}的通话呼叫他人，再合并通话',
  callThem: '呼叫',
  merge: '合并',
  split: '拆分',
  together: '{name}、{other}和您可以互相听到。静音和保持对双方生效。',
  waiting: '{name}和{other}正在保持中，互相听不到。',
  drop: '挂断{name}',
  endBoth: '挂断两个通话',
};

/** @param locale BCP 47; English for a language without these words */
export const transferTextOf = (locale: string): TransferText => (/^zh/i.test(locale) ? zh : en);
