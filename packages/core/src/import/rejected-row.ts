/** The rule that a row broke. */
export type RowRule =
  | 'number-missing'
  | 'number-invalid'
  | 'do-not-call'
  | 'duplicate'
  | 'duplicate-in-file'
  | 'too-long'
  | 'too-many'
  | 'priority-invalid'
  | 'time-zone-invalid'
  | 'unreadable'
  | 'row-too-long'
  | 'row-broken';

/** A row that was not imported. */
export interface RejectedRow {
  /** Where it begins in the file; the first line is 1. For JSON the position in the list. */
  readonly line: number;
  /** The heading of the column. */
  readonly field: string;
  /** What stood there, at most 200 characters. */
  readonly value: string;
  readonly rule: RowRule;
}

interface RuleText {
  readonly en: { readonly rule: string; readonly cure: string };
  readonly zh: { readonly rule: string; readonly cure: string };
}

/** What each rule says, and what to do about it. */
// biome-ignore format: a table reads best with one language per line
export const rowRules: Readonly<Record<RowRule, RuleText>> = {
  'number-missing': {
    en: { rule: 'The row has no number.', cure: 'Give it at least one number, or leave it out.' },
    zh: { rule: '该行没有号码。', cure: '请至少填写一个号码，或删除该行。' } },
  'number-invalid': {
    en: { rule: 'None of its numbers can be dialed in its country.', cure: 'Write it with the country code, such as +12025550100, or choose the country of the list.' },
    zh: { rule: '号码在其国家或地区无效。', cure: '请写上国家代码，如 +8613800138000，或选择名单所属国家。' } },
  'do-not-call': {
    en: { rule: 'Every number of it is on a do-not-call list.', cure: 'Leave it out.' },
    zh: { rule: '其所有号码均在禁呼名单中。', cure: '请删除该行。' } },
  duplicate: {
    en: { rule: 'This lead is there already.', cure: 'Leave it out, or import with the policy "merge".' },
    zh: { rule: '该线索已存在。', cure: '请删除该行，或使用“合并”策略导入。' } },
  'duplicate-in-file': {
    en: { rule: 'This lead is in the file twice.', cure: 'Leave it out, or import with the policy "merge".' },
    zh: { rule: '该线索在文件中重复。', cure: '请删除该行，或使用“合并”策略导入。' } },
  'too-long': {
    en: { rule: 'The value is too long.', cure: 'Shorten it: names to 200 characters, other texts to 1,000.' },
    zh: { rule: '内容过长。', cure: '请缩短：名称不超过 200 个字符，其他文本不超过 1000 个字符。' } },
  'too-many': {
    en: { rule: 'The row has more than 10 numbers.', cure: 'Keep the best ten.' },
    zh: { rule: '该行号码超过 10 个。', cure: '请保留最合适的 10 个。' } },
  'priority-invalid': {
    en: { rule: 'The priority is no number from -99 to 99.', cure: 'Write such a number, or leave it empty.' },
    zh: { rule: '优先级不是 -99 到 99 之间的数字。', cure: '请填写该范围内的数字，或留空。' } },
  'time-zone-invalid': {
    en: { rule: 'The time zone is not known.', cure: 'Write an IANA zone such as Europe/Paris, or leave it empty.' },
    zh: { rule: '无法识别时区。', cure: '请填写 IANA 时区，如 Asia/Shanghai，或留空。' } },
  unreadable: {
    en: { rule: 'The text cannot be read in this encoding.', cure: 'Choose the encoding that the file was saved in, such as GB18030.' },
    zh: { rule: '无法用此编码读取文本。', cure: '请选择文件保存时使用的编码，如 GB18030。' } },
  'row-too-long': {
    en: { rule: 'The row is longer than a row may be, or a quotation mark is never closed.', cure: 'Close the quotation mark, or shorten the row.' },
    zh: { rule: '该行过长，或引号没有闭合。', cure: '请补上引号，或缩短该行。' } },
  'row-broken': {
    en: { rule: 'The row is not what the format says.', cure: 'Write it as one object of JSON.' },
    zh: { rule: '该行不符合文件格式。', cure: '请将其写成一个 JSON 对象。' } },
};
