import type { CallOutcome } from '@dialdeck/core';

export type Language = 'en' | 'zh';

const english = {
  skip: 'Go to the content',
  search: 'Search customers',
  language: '中文',
  themeDark: 'Dark theme',
  customers: 'Customers',
  calls: 'Calls',
  people: 'Sandbox people',
  campaign: 'Campaign',
  phone: 'Phone',
  navigation: 'Harbor',
  name: 'Name',
  nextStep: 'Next step',
  city: 'City',
  nobody: 'No customer fits this search.',
  found: '{count} customers',
  back: 'All customers',
  dealWith: 'Deal with {name}',
  new: 'New',
  qualified: 'Qualified',
  offer: 'Offer',
  agreed: 'Agreed',
  won: 'Won',
  amount: 'Amount',
  closeDate: 'Close date',
  owner: 'Owner',
  source: 'Source',
  seats: 'Seats',
  mail: 'Mail',
  numbers: 'Phone numbers',
  call: 'Call {name}, {number} {label}',
  activity: 'Activity',
  resultAndLength: '{result}, {length}',
  doNotCall: 'Asked not to be called',
  sandboxOn: 'Sandbox',
  sandboxHint: 'A PBX in this page. No server, no microphone.',
  sipOn: 'SIP server',
  peopleIntro: 'These people live inside this page. Calls to them are real SIP and real audio, without a server.',
  haveCall: 'Have {name} call me',
  signInTitle: 'Sign in to the phone server',
  user: 'User',
  password: 'Password',
  signIn: 'Sign in',
  useSandbox: 'Use the sandbox',
  passwordHint: 'Used for this page view only. It is not stored.',
  recordsFailed: 'Calls could not be read.',
  unsynced: 'Calls the CRM does not have yet: {count}',
  refused: 'Calls the CRM refused: {count}',
  sendAgain: 'Send again',
  memoryOnly: 'This browser stores nothing for this page. The calls are gone when it closes.',
  mobile: 'Mobile',
  office: 'Office',
  frontDesk: 'Front desk',
} as const;

export type Word = keyof typeof english;

const chinese: Record<Word, string> = {
  skip: '跳到正文',
  search: '搜索客户',
  language: 'English',
  themeDark: '深色主题',
  customers: '客户',
  calls: '通话',
  people: '沙箱人物',
  campaign: '外呼',
  phone: '电话',
  navigation: 'Harbor',
  name: '姓名',
  nextStep: '下一步',
  city: '城市',
  nobody: '没有符合条件的客户。',
  found: '{count} 位客户',
  back: '全部客户',
  dealWith: '联系人：{name}',
  new: '新建',
  qualified: '已确认',
  offer: '报价',
  agreed: '已谈妥',
  won: '成交',
  amount: '金额',
  closeDate: '预计成交',
  owner: '负责人',
  source: '来源',
  seats: '席位',
  mail: '邮箱',
  numbers: '电话号码',
  call: '呼叫 {name}，{number} {label}',
  activity: '往来记录',
  resultAndLength: '{result}，{length}',
  doNotCall: '要求勿扰',
  sandboxOn: '沙箱',
  sandboxHint: '页面内的 PBX，无需服务器和麦克风。',
  sipOn: 'SIP 服务器',
  peopleIntro: '这些人物就在本页面内。呼叫他们使用真实的 SIP 和语音，无需服务器。',
  haveCall: '让 {name} 来电',
  signInTitle: '登录电话服务器',
  user: '用户',
  password: '密码',
  signIn: '登录',
  useSandbox: '使用沙箱',
  passwordHint: '仅用于本次打开的页面，不会保存。',
  recordsFailed: '无法读取通话记录。',
  unsynced: '尚未送达 CRM 的通话：{count}',
  refused: 'CRM 拒绝的通话：{count}',
  sendAgain: '重新发送',
  memoryOnly: '浏览器不为本页保存数据，关闭后通话记录会丢失。',
  mobile: '手机',
  office: '办公室',
  frontDesk: '前台',
};

const words: Record<Language, Record<Word, string>> = { en: english, zh: chinese };

const outcomes: Record<Language, Record<CallOutcome, string>> = {
  en: {
    'in-progress': 'In progress',
    answered: 'Answered',
    missed: 'Missed',
    rejected: 'Declined here',
    abandoned: 'Let go',
    interrupted: 'Interrupted',
    busy: 'Busy',
    declined: 'Declined',
    'no-answer': 'No answer',
    'not-found': 'Wrong number',
    unavailable: 'Not reachable',
    cancelled: 'Cancelled',
    'answered-elsewhere': 'Answered elsewhere',
    failed: 'Failed',
  },
  zh: {
    'in-progress': '进行中',
    answered: '已接通',
    missed: '未接',
    rejected: '已拒接',
    abandoned: '已放弃',
    interrupted: '已中断',
    busy: '占线',
    declined: '被拒接',
    'no-answer': '无人接听',
    'not-found': '空号',
    unavailable: '无法接通',
    cancelled: '已取消',
    'answered-elsewhere': '已在别处接听',
    failed: '失败',
  },
};

let language: Language = 'en';

export const currentLanguage = (): Language => language;

/** The tag for `lang` and `Intl`. */
export const localeTag = (): string => (language === 'zh' ? 'zh-CN' : 'en-US');

/** The words of the page in the reader's language, with `{names}` filled in. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return words[language][word].replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

export const sayOutcome = (outcome: CallOutcome): string => outcomes[language][outcome];

/** Changes the language and every `data-word` and `data-word-label` in the page. */
export function speak(next: Language): void {
  language = next;
  document.documentElement.lang = localeTag();
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]'))
    node.textContent = say(node.dataset.word as Word);
  for (const node of document.querySelectorAll<HTMLElement>('[data-word-label]')) {
    const text = say(node.dataset.wordLabel as Word);
    node.setAttribute(node instanceof HTMLInputElement ? 'placeholder' : 'aria-label', text);
    if (node instanceof HTMLInputElement) node.setAttribute('aria-label', text);
  }
}
