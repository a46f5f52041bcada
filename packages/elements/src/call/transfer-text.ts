/** The words of a transfer. They come with its panel, not with every page. */
const en = {
  transferTo: 'Transfer {name} to',
  targetHint: 'Number or extension',
  sendNow: 'Send now',
  askFirst: 'Ask first',
  backToCall: 'Back to call',
  cancel: 'Cancel',
  complete: 'Complete transfer',
  consulting:
    '{name} is on hold. Complete joins {name} with {other} and ends your part. Cancel takes you back to {name}.',
  sending: 'Sending {name} to {target}.',
  ringing: 'Sending {name} to {target}. It rings there.',
};

export type TransferText = Readonly<Record<keyof typeof en, string>>;

const zh: TransferText = {
  transferTo: '将{name}转接至',
  targetHint: '号码或分机',
  sendNow: '直接转接',
  askFirst: '先询问',
  backToCall: '返回通话',
  cancel: '取消',
  complete: '完成转接',
  consulting: '{name}正在保持中。完成转接后，{name}将与{other}通话，您的通话结束；取消则回到{name}。',
  sending: '正在将{name}转接至 {target}。',
  ringing: '正在将{name}转接至 {target}，对方正在振铃。',
};

/** @param locale BCP 47; English for a language without these words */
export const transferTextOf = (locale: string): TransferText => (/^zh/i.test(locale) ? zh : en);
